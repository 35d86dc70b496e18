#!/bin/sh
# Runs the tests between network namespaces: as root directly, else in a user namespace of its own, where it is root.
# Arguments go to `dotnet test`, for example --no-build or --filter.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
export PATH

if [ "$(id -u)" != 0 ]; then
  # Built outside, since there is no network inside to restore packages from.
  case " $* " in *" --no-build "*) ;; *) dotnet build -nodeReuse:false "$here/PortScanner.Lab"; set -- --no-build "$@" ;; esac
  if unshare -Urnm true 2>/dev/null; then
    exec unshare -Urnm "$0" "$@"
  fi
  echo "lab.sh: neither root nor allowed to make a user namespace; the tests will be skipped" >&2
elif [ "$(readlink /proc/1/ns/user)" != "$(readlink /proc/self/ns/user)" ]; then
  # In a user namespace /run belongs to someone else, and `ip netns` needs one that is ours; the test runner needs loopback.
  mount -t tmpfs tmpfs /run
  ip link set lo up
fi

exec dotnet test "$here/PortScanner.Lab" "$@"
