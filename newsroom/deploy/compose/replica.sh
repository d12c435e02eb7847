#!/bin/bash
# The replica: a copy of the primary where there is no whole one yet, and then whatever the primary writes.
set -eu
if [ ! -e "$PGDATA" ]; then
    export PGHOST=primary PGUSER=replicator
    PGPASSWORD="$(cat /run/secrets/replica_password)"
    export PGPASSWORD
    # What is left of a copy that was cut short, or of one that is made anew: its files, and the place that the primary
    # keeps for it. Of the first copy there is none, which psql says.
    find "$(dirname "$PGDATA")" -mindepth 1 -delete
    psql "dbname=postgres replication=true" --command 'DROP_REPLICATION_SLOT replica WAIT' || true
    # -R writes how it follows, -C makes a slot, so that the primary keeps what the replica has not had.
    pg_basebackup --pgdata "$PGDATA.part" --checkpoint=fast -R -X stream -C -S replica
    mv "$PGDATA.part" "$PGDATA" # a copy has this name once it is whole and on the disk
    unset PGHOST PGUSER PGPASSWORD
fi
# A primary that is not heard of is asked whether it is there after half of this: without, readers are shown what was for
# a minute, where the way to it is cut and nobody says so. One that comes back is followed again within a second.
exec postgres -c wal_receiver_timeout=4s -c wal_retrieve_retry_interval=1s
