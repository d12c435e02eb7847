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
# A primary that is not heard of is asked whether it is there after half of this: without, readers are shown what was for a
# minute, where the way to it is cut and nobody says so.
exec postgres -c wal_receiver_timeout=4s
