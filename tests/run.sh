#!/usr/bin/env bash
# Runs every test, on a machine that has the .NET 10 SDK and nothing else: installs the Debian packages that the tests use (as root;
# else it names them), builds, and runs. The tests start and stop MariaDB servers of their own, on private sockets and ports.
# The last line is "N passed, N failed, N skipped"; each skipped test is listed with its reason.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d /tmp/portscanner-tests.XXXXXX)
export PATH=$PATH:/usr/sbin:/sbin DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
packages=(apache2 caddy chromium curl elinks faketime haproxy iproute2 libnginx-mod-stream libpcap0.8 lintian links lynx mariadb-server ndiff nftables nginx nmap openssl socat strace systemd tshark util-linux w3m xsltproc)

trap 'rm -rf -- "$work"' EXIT

install_packages() {
  local missing=()
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ]; then
    echo "run.sh: tests that need these packages will be skipped; as root: apt-get install ${missing[*]}" >&2
    return 0
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Prints "N passed, N failed, N skipped" over all result files, after the reasons of those skipped.
summarize() {
  local passed failed total skipped
  awk 'BEGIN { RS = "<UnitTestResult " }
    /outcome="NotExecuted"/ {
      name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
      reason = "no reason given"
      if (match($0, /<Message>[^<]*/)) reason = substr($0, RSTART + 9, RLENGTH - 9)
      else if (match($0, /<StdOut>[^<]*/)) reason = substr($0, RSTART + 8, RLENGTH - 8)
      gsub(/[ \r\n]+/, " ", reason)
      print "skipped: " name ": " reason
    }' "$work"/*.trx
  count() { grep -hoE "<Counters [^>]*" "$work"/*.trx | grep -oE " $1=\"[0-9]+\"" | grep -oE '[0-9]+' | awk '{ n += $1 } END { print n + 0 }'; }
  total=$(count total) passed=$(count passed) failed=$(count failed)
  skipped=$((total - passed - failed))
  echo "$passed passed, $failed failed, $skipped skipped"
}

install_packages
cd "$root"
dotnet build --nologo --verbosity quiet -nodeReuse:false -p:RestoreLockedMode=true --configuration Release PortScanner.sln

status=0
run() {
  tests/namespaced.sh dotnet test --no-build --configuration Release --project "tests/$1" \
    --report-xunit-trx --report-xunit-trx-filename "$1.trx" --results-directory "$work" || return 1
}

# The lab waits more than it works, and takes longest; it does not see the others' packets, since its hosts are in namespaces of their own.
(
  beside=0
  for project in PortScanner.{Core,Engine,Storage,Web}.Tests; do
    run "$project" || beside=1
  done
  exit "$beside"
) >"$work/beside.log" 2>&1 &
run PortScanner.Lab || status=1
wait $! || status=1
cat "$work/beside.log"
run PortScanner.Browser || status=1

# A project whose results are missing has not passed, whatever its exit code was.
for project in PortScanner.{{Core,Engine,Storage,Web}.Tests,Lab,Browser}; do
  [ -s "$work/$project.trx" ] || { echo "run.sh: $project left no results" >&2; status=1; }
done
summarize
exit "$status"
