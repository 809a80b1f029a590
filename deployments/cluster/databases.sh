#!/bin/sh
# Prefect's database and the register, apart, each with an account of its own. PostgreSQL's image runs it once.
set -eu
psql --username postgres --set "ON_ERROR_STOP=1" \
    --set "prefect=$PREFECT_DATABASE_PASSWORD" --set "register=$REGISTER_PASSWORD" <<'SQL'
CREATE ROLE prefect LOGIN PASSWORD :'prefect';
CREATE DATABASE prefect OWNER prefect;
CREATE ROLE mase LOGIN CREATEDB PASSWORD :'register';
CREATE DATABASE register OWNER mase;
SQL
