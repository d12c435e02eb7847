#!/bin/bash
# The replica: a copy of the primary when there is none yet, and then whatever the primary writes.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    PGPASSWORD="$(cat /run/secrets/replica_password)"
    export PGPASSWORD
    # -R writes how it follows, -C makes a slot, so that the primary keeps what the replica has not had.
    pg_basebackup --host primary --username replicator --pgdata "$PGDATA" -R -X stream -C -S replica
    chmod 700 "$PGDATA"
fi
exec postgres
