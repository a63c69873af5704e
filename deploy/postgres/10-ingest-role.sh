#!/bin/bash
# Runs once, when the volume is empty: the role that the collector logs in as. What it may read, the migrations say.
set -eu
: "${STREAMWHEEL_INGEST_DB_PASSWORD:?}"
psql -v ON_ERROR_STOP=1 -v password="$STREAMWHEEL_INGEST_DB_PASSWORD" \
    --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
CREATE ROLE streamwheel_ingest LOGIN PASSWORD :'password' CONNECTION LIMIT 20;
SQL
