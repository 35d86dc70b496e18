#!/usr/bin/env bash
# A throw-away MariaDB server for tests, beside whatever server the machine runs.
#
#   tests/mariadb.sh start DIR   makes a server in DIR (which must not exist) and prints its connection string
#   tests/mariadb.sh again DIR   starts it again after it was killed, on the same port
#   tests/mariadb.sh stop DIR    stops it and removes DIR
#
# As root the server runs as user mysql where there is one, otherwise as the current user. It listens on 127.0.0.1 and on DIR/socket only.
# PORTSCANNER_TEST_MARIADBD_ARGS adds arguments to mariadbd.
set -euo pipefail
PATH=$PATH:/usr/sbin

usage() {
  echo "usage: ${0##*/} {start|again|stop} DIR" >&2
  exit 64
}

fail() {
  echo "${0##*/}: $1" >&2
  [ ! -s "$dir/log" ] || tail -n 20 "$dir/log" >&2
  stop
  exit 1
}

running() {
  [ -s "$dir/pid" ] && kill -0 "$(cat "$dir/pid")" 2>/dev/null
}

# As whom the server runs.
choose_user() {
  user=()
  if [ "$(id -u)" = 0 ]; then
    # In a user namespace that maps root alone there is no mysql to become, and this root is an ordinary user outside.
    user=(--user=mysql)
    chown -R mysql: "$dir" 2>/dev/null || user=(--user=root)
  fi
}

# Answers whether the server took the port: it ends by itself if somebody else holds it.
serve_on() {
  setsid mariadbd --no-defaults "${user[@]}" \
    --datadir="$dir/data" --tmpdir="$dir/tmp" --socket="$dir/socket" --pid-file="$dir/mariadbd.pid" \
    --bind-address=127.0.0.1 --port="$1" --skip-name-resolve \
    --skip-log-bin --general-log=0 --slow-query-log=0 \
    --innodb-flush-log-at-trx-commit=0 --innodb-log-file-size=4M --innodb-buffer-pool-size=8M --key-buffer-size=1M \
    --aria-pagecache-buffer-size=8M --performance-schema=0 --max-heap-table-size=256M \
    ${PORTSCANNER_TEST_MARIADBD_ARGS:-} \
    </dev/null >"$dir/log" 2>&1 &
  echo $! >"$dir/pid"
  for _ in $(seq 300); do
    running || return 1
    if mariadb-admin --no-defaults --socket="$dir/socket" --user=root ping >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  fail "the server did not become ready within 30 seconds"
}

start() {
  command -v mariadbd >/dev/null || { echo "${0##*/}: mariadbd is not installed (Debian package mariadb-server)" >&2; exit 69; }
  [ ! -e "$dir" ] || { echo "${0##*/}: $dir exists" >&2; exit 64; }

  mkdir -p "$dir/tmp"
  choose_user
  chmod 700 "$dir"
  mariadb-install-db --no-defaults "${user[@]}" --datadir="$dir/data" --auth-root-authentication-method=normal \
    --skip-test-db --skip-name-resolve --innodb-log-file-size=4M >"$dir/log" 2>&1 || fail "mariadb-install-db failed"

  for _ in $(seq 10); do
    port=$((20000 + RANDOM % 10000))
    if serve_on "$port"; then
      echo "$port" >"$dir/port"
      echo "Server=127.0.0.1;Port=$port;User ID=root;SslMode=None"
      return
    fi
    grep -q "Address already in use" "$dir/log" || break
  done
  fail "the server did not start"
}

again() {
  choose_user
  serve_on "$(cat "$dir/port")" || fail "the server did not start again"
}

stop() {
  if running; then
    pid=$(cat "$dir/pid")
    kill "$pid"
    for _ in $(seq 100); do
      running || break
      sleep 0.1
    done
    ! running || kill -KILL "$pid"
  fi
  rm -rf -- "$dir"
}

[ $# = 2 ] && [ -n "$2" ] || usage
dir=$(realpath -m -- "$2")
case $1 in
  start) start ;;
  again) again ;;
  stop) stop ;;
  *) usage ;;
esac
