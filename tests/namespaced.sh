#!/bin/sh
# Runs a command where it may open raw sockets and make network namespaces: as root directly, else in a user namespace of its own,
# where it is root. With --apart root, too, has a network of its own, in which nobody else is: a loopback interface, and one with an address.
# For example: tests/namespaced.sh dotnet test --no-build --configuration Release --project tests/PortScanner.Lab
set -eu
PATH=$PATH:/usr/sbin:/sbin
export PATH

apart=
if [ "${1:-}" = --apart ]; then
  apart=yes
  shift
fi

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
elif [ -n "$apart" ] && unshare -n true 2>/dev/null; then
  exec unshare -n sh -c '
    ip link set lo up
    ip link add apart type veth peer name other
    ip addr add 198.18.0.1/24 dev apart
    ip link set apart up
    ip link set other up
    exec "$@"' sh "$@"
fi

exec "$@"
