#!/usr/bin/env bash
# Runs tests, on a machine that has the .NET 10 SDK and nothing else; usage() below tells which. As root it installs the Debian packages
# that the tests use (else it names them), builds, and runs. The tests start and stop MariaDB servers of their own, on private sockets and
# ports. The last line is "N passed, N failed, N skipped"; each skipped test is listed with its reason.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d /tmp/portscanner-tests.XXXXXX)
export PATH=$PATH:/usr/sbin:/sbin DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
packages=(apache2 caddy chromium curl elinks faketime haproxy iproute2 libnginx-mod-stream libpcap0.8 lintian links lynx mariadb-server nats-server ndiff nftables nginx nmap openssl socat strace systemd systemd-container tshark util-linux w3m xsltproc)

projects=(Core Engine Cluster Storage Web Lab Browser)

trap 'rm -rf -- "$work"' EXIT

usage() {
  cat <<'USAGE'
usage: tests/run.sh [fast | NAME...]

  tests/run.sh          every test
  tests/run.sh fast     those of Core, Engine, Cluster, Storage and Web that need no right, no server and no other program; none is skipped
  tests/run.sh NAME...  those of a project (Core, Engine, Cluster, Storage, Web, Lab, Browser), or those whose full name has NAME in it: a part of a
                        folder's, class's or test's name, such as AddressPolicy. Only what they need is built.
USAGE
}

# The project's folder below tests.
folder_of() {
  case $1 in
    Lab | Browser) echo "PortScanner.$1" ;;
    *) echo "PortScanner.$1.Tests" ;;
  esac
}

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
  local passed failed total
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

build() {
  dotnet build --nologo --verbosity quiet -nodeReuse:false -p:RestoreLockedMode=true --configuration Release "$1"
}

# run PROJECT OPTION...: runs a project's tests, those that the options choose, and tells how it went: all that was written if one failed.
run() {
  local folder log
  folder=$(folder_of "$1")
  log=$work/$folder.log
  shift
  ran+=("$folder")
  echo "running $folder"
  "${launcher[@]}" dotnet "tests/$folder/bin/Release/net10.0/$folder.dll" \
    --progress off --report-xunit-trx --report-xunit-trx-filename "$folder.trx" --results-directory "$work" "$@" >"$log" 2>&1 \
    || { cat "$log"; return 1; }
  sed -n '/^Test run summary/,$p' "$log"
}

# Runs projects one after the other, in a network of their own, and keeps what they say for later.
run_apart() {
  local log=$1 project failed=0
  shift
  launcher=(tests/namespaced.sh --apart)
  for project in "$@"; do
    run "$project" || failed=1
  done >"$work/$log.log" 2>&1
  return "$failed"
}

everything() {
  local project
  install_packages
  build PortScanner.sln

  # The lab waits more than it works, so that the others are done beside it; none sees the packets of another. The browser works most, and comes
  # last and alone: where its processor is shared, its pages are late, and the lab's scans as well.
  run_apart others Core Engine Cluster Storage Web &
  local beside=$!
  run Lab || status=1
  wait "$beside" || status=1
  cat "$work/others.log"
  run Browser || status=1
  for project in "${projects[@]}"; do
    ran+=("$(folder_of "$project")")
  done
}

# What a test needs of the machine is its trait "Needs". The variable keeps the tests of the store, none of which is among them that asks
# for a server, from starting one all the same.
fast() {
  local project
  launcher=()
  export PORTSCANNER_TEST_MARIADB=unused
  build tests/fast.slnf
  for project in Core Engine Cluster Storage Web; do
    run "$project" --filter-not-trait "Needs=*" || status=1
  done
}

# The projects that have tests with the name in a namespace, a class or a method.
projects_with() {
  local project
  for project in "${projects[@]}"; do
    grep -rlE --include='*.cs' --exclude-dir={bin,obj} '\[(Fact|Theory)' "tests/$(folder_of "$project")" \
      | xargs grep -qiE "^namespace [A-Za-z.]*$1|^public [a-z ]*class [A-Za-z0-9_]*$1|^    public [A-Za-z<> ]* [A-Za-z0-9_]*$1[A-Za-z0-9_]*\(" && echo "$project"
  done
  return 0
}

# Only what was named: whole projects, and in the others what has the name.
named() {
  local name project found
  declare -A filters
  for name in "$@"; do
    found=
    if [[ $name =~ ^[A-Za-z0-9_]+$ ]]; then
      if [[ " ${projects[*]} " == *" $name "* ]]; then
        filters[$name]=all
        continue
      fi
      found=$(projects_with "$name")
    fi
    if [ -z "$found" ]; then
      echo "run.sh: $name is no project, and no test has it in its name" >&2
      usage >&2
      exit 64
    fi
    for project in $found; do
      [ "${filters[$project]:-}" = all ] || filters[$project]="${filters[$project]:+${filters[$project]}|}FullyQualifiedName~$name"
    done
  done

  install_packages
  for project in "${projects[@]}"; do
    [ -n "${filters[$project]:-}" ] || continue
    build "tests/$(folder_of "$project")"
    if [ "${filters[$project]}" = all ]; then
      run "$project" || status=1
    else
      run "$project" --filter "${filters[$project]}" || status=1
    fi
  done
}

cd "$root"
status=0
ran=()
launcher=(tests/namespaced.sh)
case ${1:-} in
  "") everything ;;
  -h | --help) usage; exit 0 ;;
  fast) [ $# = 1 ] || { usage >&2; exit 64; }; fast ;;
  *) named "$@" ;;
esac

# A project whose results are missing has not passed, whatever its exit code was.
for folder in "${ran[@]}"; do
  [ -s "$work/$folder.trx" ] || { echo "run.sh: $folder left no results" >&2; status=1; }
done
summarize
if [ "${1:-}" = fast ] && [ "$skipped" != 0 ]; then
  echo "run.sh: a test that is skipped here has to say what it needs, by its trait Needs" >&2
  status=1
fi
exit "$status"
