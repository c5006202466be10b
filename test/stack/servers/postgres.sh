#!/bin/sh
# Makes the cluster, the database and the tables on an empty volume, then becomes the server.
set -eu
volume=/var/lib/postgresql/data
ready=$volume/cluster
# Built beside its final place and renamed at the end: a start that was cut short begins again from nothing.
data=$volume/unfinished

if [ ! -d "$ready" ]; then
  rm -rf "$data"
  chown postgres:postgres "$volume"
  echo "schedgen" > /tmp/password && chown postgres /tmp/password
  # md5, because SCRAM's thousands of rounds per connection would stall a backend of half a core that opens fifty at once.
  as_postgres="setpriv --reuid=postgres --regid=postgres --init-groups"
  $as_postgres initdb --pgdata="$data" --username=schedgen --pwfile=/tmp/password --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=md5 > /dev/null
  rm /tmp/password
  echo "host all all all md5" >> "$data/pg_hba.conf"
  # In the file and not on the command line, where ALTER SYSTEM could not override them.
  cat >> "$data/postgresql.conf" <<'SETTINGS'
listen_addresses = '*'
max_connections = 100
shared_buffers = 64MB
synchronous_commit = off
SETTINGS
  echo "CREATE DATABASE schedgen" | $as_postgres postgres --single -D "$data" postgres > /dev/null
  $as_postgres postgres --single -j -D "$data" schedgen < /stack/servers/schema.sql > /dev/null
  mv "$data" "$ready"
fi

mkdir -p /var/run/postgresql && chown postgres:postgres /var/run/postgresql
exec setpriv --reuid=postgres --regid=postgres --init-groups postgres -D "$ready"
