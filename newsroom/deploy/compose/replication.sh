#!/bin/bash
# On the primary, once, when its database is made: a role that may copy it, and nothing else.
set -eu
psql --username newsroom --dbname newsroom --set=password="$(cat /run/secrets/replica_password)" <<'SQL'
CREATE ROLE replicator REPLICATION LOGIN PASSWORD :'password';
SQL
echo "host replication replicator all scram-sha-256" >> "$PGDATA/pg_hba.conf"
