#!/bin/sh
# Starts PortScanner for trying it out: on http://127.0.0.1:8080, with results in memory, and with this machine itself as the one
# visitor that is always allowed. Arguments go to the program, for example --urls http://0.0.0.0:8080.
# Installs libpcap0.8 if it is missing, and builds if something changed; once built it needs no network.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
program=$root/src/PortScanner.Web/bin/Release/net10.0/PortScanner.Web.dll

if ! command -v dotnet >/dev/null; then
  echo "run.sh: the .NET 10 SDK is missing; see https://dotnet.microsoft.com/download" >&2
  exit 1
fi

if ! PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -qE 'libpcap\.so\.(0\.8|1)'; then
  if [ "$(id -u)" != 0 ]; then
    echo "run.sh: libpcap is missing. Run this once, as root: apt-get install libpcap0.8" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libpcap0.8 >/dev/null
fi

changed() {
  [ ! -f "$program" ] || [ -n "$(find "$root/src" "$root"/Directory.* "$root/deploy/mariadb" \( -name bin -o -name obj \) -prune \
    -o -type f -newer "$program" -print -quit)" ]
}

if changed; then
  echo "run.sh: building" >&2
  dotnet build --nologo --verbosity quiet -clp:NoSummary -nodeReuse:false -p:RestoreLockedMode=true --configuration Release \
    "$root/src/PortScanner.Web" >&2
  touch "$program"
fi

# What comes later on the command line wins, so each of these can be overridden.
# Nobody has to be protected from scanning himself often.
exec dotnet "$program" --urls http://127.0.0.1:8080 --Admission:AllowLoopback=true \
  --Admission:ScansPerAddress=1000000 --Admission:ScansInAll=1000000 --Admission:RefusedFormsPerAddress=1000000 --Admission:Cooldown=00:00:00 "$@"
