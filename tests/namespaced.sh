#!/bin/sh
# Runs a command where it may open raw sockets and make network namespaces: as root directly, else in a user namespace of its own,
# where it is root. For example: tests/namespaced.sh dotnet test --no-build --configuration Release --project tests/PortScanner.Lab
set -eu
PATH=$PATH:/usr/sbin:/sbin
export PATH

if [ "$(id -u)" != 0 ]; then
  if unshare -Urnm true 2>/dev/null; then
    exec unshare -Urnm "$(realpath "$0")" "$@"
  fi
  echo "namespaced.sh: neither root nor allowed to make a user namespace; tests that need that will be skipped" >&2
elif ! mkdir -p /run/netns 2>/dev/null || [ ! -w /run/netns ]; then
  # In a user namespace /run/netns belongs to someone else, and `ip netns` needs one that is ours; the test runner needs loopback.
  # Whether we are in one is not asked of /proc/1, which a container may hide: a mount there would take other runs' namespaces away.
  mount -t tmpfs tmpfs /run
  ip link set lo up
fi

exec "$@"
