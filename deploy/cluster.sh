#!/usr/bin/env bash
# Shows PortScanner on several machines, on this one: a broker, two web nodes behind nginx, and three testers, in network namespaces with addresses of
# their own. This machine itself is the visitor. Prints one line for curl when all of it is ready, and runs until Ctrl+C, which takes everything away.
# Needs root, the .NET 10 SDK, and of Debian: curl iproute2 libpcap0.8 nats-server nginx openssl. Nothing of it is for service, for which
# docs/operations/testers.md is the guide.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
program=$root/src/PortScanner.Web/bin/Release/net10.0/PortScanner.Web.dll
export PATH=$PATH:/usr/sbin:/sbin DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# A network that is for trying networks out (RFC 2544): this machine is its .1.
net=198.18.15
bridge=psc0
declare -A machines=([hub]=2 [web]=10 [t1]=21 [t2]=22 [t3]=23)
nodes=(w1 w2 t1 t2 t3)
pids=()
declare -A names
work=

fail() {
  echo "cluster.sh: $1" >&2
  exit 1
}

# What ends them is in the order in which they can do without each other: who takes visitors, who tests, who carries.
clean() {
  local status=$? pid name
  trap - EXIT
  trap '' INT TERM
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    # The number of one that has ended may be somebody else's by now.
    [ -z "${names[${pids[i]}]:-}" ] || kill -TERM "${pids[i]}" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  for name in "${!machines[@]}"; do
    ip netns delete "psc-$name" 2>/dev/null || true
  done
  ip link delete "$bridge" 2>/dev/null || true
  [ -z "$work" ] || rm -rf -- "$work"
  exit "$status"
}

# start NAME MACHINE COMMAND...: runs a program on a machine, and keeps what it says.
start() {
  local name=$1 machine=$2
  shift 2
  ip netns exec "psc-$machine" "$@" >"$work/$name.log" 2>&1 &
  pids+=("$!")
  names[$!]=$name
}

build_network() {
  local name
  ip link add "$bridge" type bridge
  ip address add "$net.1/24" dev "$bridge"
  ip link set "$bridge" up
  for name in "${!machines[@]}"; do
    ip netns add "psc-$name"
    ip link add "psc-$name" type veth peer name wan netns "psc-$name"
    ip link set "psc-$name" master "$bridge" up
    ip -n "psc-$name" link set lo up
    ip -n "psc-$name" address add "$net.${machines[$name]}/24" dev wan
    ip -n "psc-$name" link set wan up
    ip -n "psc-$name" route add default via "$net.1"
  done
}

# Makes each node's keys, as an operator would, and takes from what is printed what the others and the broker must know.
make_keys() {
  local node role printed
  mkdir "$work/keys"
  echo 'users: [' >"$work/users.conf"
  for node in "${nodes[@]}"; do
    role=tester known=Testers
    case $node in w*) role=web known=WebNodes ;; esac
    printed=$(dotnet "$program" keys --Role=$role --folder="$work/keys" new "$node")
    sed -n "/^  # $node\$/,\$p" <<<"$printed" >>"$work/users.conf"
    settings+=("--Cluster:$known:$node=$(sed -n "s/^  \"$node\": \"\(.*\)\"\$/\1/p" <<<"$printed")")
  done
  echo ']' >>"$work/users.conf"
}

start_broker() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=hub -addext "subjectAltName=IP:$net.2" \
    -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
  sed "s:/run/credentials/portscanner-nats.service:$work:" "$root/deploy/nats/portscanner.conf" >"$work/portscanner.conf"
  start broker hub nats-server --config "$work/portscanner.conf"
}

start_nodes() {
  local number node name
  settings+=("--Cluster:Bus:0=tls://$net.2:4222" "--Cluster:CaFile=$work/cert.pem" "--Admission:AllowNetworks:0=$net.0/24")
  number=0
  for name in "${!machines[@]}"; do
    settings+=("--Cluster:OwnNetworks:$((number++))=$net.${machines[$name]}/32")
  done

  # Each tester proves its own path by what the other two refuse.
  number=0
  for name in t1 t2 t3; do
    settings+=("--Cluster:Reflectors:$((number++))=$net.${machines[$name]}")
  done
  for node in t1 t2 t3; do
    start $node $node dotnet "$program" --Role=tester --Cluster:Node=$node "${settings[@]}" "${files[@]//NODE/$node}"
  done
  for number in 1 2; do
    PORTSCANNER_Forwarding__Secret=$secret start w$number web dotnet "$program" --Role=web --Cluster:Node=w$number "${settings[@]}" "${files[@]//NODE/w$number}" \
      --urls="http://127.0.0.1:808$number" --AllowedHosts="$net.10" --Forwarding:Proxies:0=127.0.0.1 --Forwarding:Scheme=http
  done
}

# nginx is on the web nodes' machine, so that the kernel can tell them whether a visitor is still there (docs/operations/proxies.md).
start_proxy() {
  sed "s/PUT-THE-SECRET-HERE/$secret/" "$root/deploy/nginx/portscanner-visitor.conf" >"$work/visitor.conf"
  cat >"$work/nginx.conf" <<END
daemon off;
user root;
pid $work/nginx.pid;
error_log $work/nginx.log emerg;
events { }
http {
  access_log off;
  client_body_temp_path $work/body;
  proxy_temp_path $work/proxy;
  fastcgi_temp_path $work/fastcgi;
  uwsgi_temp_path $work/uwsgi;
  scgi_temp_path $work/scgi;
  upstream portscanner { server 127.0.0.1:8081; server 127.0.0.1:8082; }
  server {
    listen 80 so_keepalive=1s:1s:127;
    location / {
      proxy_pass http://portscanner;
      proxy_http_version 1.1;
      proxy_buffering off;
      proxy_read_timeout 135m;
      proxy_next_upstream off;
      include $work/visitor.conf;
    }
  }
}
END
  start proxy web nginx -c "$work/nginx.conf"
}

# Until both web nodes say so by themselves; whoever ends before is told with its last words.
wait_until_ready() {
  local number i
  for number in 1 2; do
    until ip netns exec psc-web curl -sf --max-time 5 -o /dev/null -H "Host: $net.10" "http://127.0.0.1:808$number/healthz"; do
      for i in "${!pids[@]}"; do
        kill -0 "${pids[i]}" 2>/dev/null || fail "a part of it has ended: $(tail -n 3 "$work"/*.log)"
      done
      sleep 0.2
    done
  done
}

[ "$(id -u)" = 0 ] || fail "network namespaces are root's: sudo $0"
for tool in curl dotnet ip nats-server nginx openssl; do
  command -v $tool >/dev/null || fail "$tool is missing; apt-get install curl iproute2 libpcap0.8 nats-server nginx openssl"
done
for name in "${!machines[@]}"; do
  [ -z "$(ip netns pids "psc-$name" 2>/dev/null)" ] || fail "it runs already, in the namespace psc-$name"
done
"$root/deploy/run.sh" --version >/dev/null

settings=()
files=()
trap clean EXIT
trap 'exit 0' INT TERM
for name in "${!machines[@]}"; do
  ip netns delete "psc-$name" 2>/dev/null || true
done
ip link delete "$bridge" 2>/dev/null || true
work=$(mktemp -d /tmp/portscanner-cluster.XXXXXX)
files=("--Cluster:NKeyFile=$work/keys/NODE.nkey" "--Cluster:SigningKeyFile=$work/keys/NODE.pem")
secret=$(openssl rand -hex 32)
build_network
make_keys
start_broker
start_nodes
start_proxy
wait_until_ready
cat <<END

Ready: two web nodes behind nginx, a broker, and three testers, each on a machine of its own. What they log is in $work.
Browse to http://$net.10, or:

  curl -sN -d consent=yes http://$net.10/scan

Ctrl+C takes all of it away.
END

# Testers and web nodes may be killed, to see that the others go on.
while [ ${#names[@]} -gt 0 ]; do
  ended=
  wait -n -p ended "${!names[@]}" || true
  case ${names[$ended]} in broker | proxy) fail "${names[$ended]} has ended: $(tail -n 3 "$work/${names[$ended]}.log")" ;; esac
  echo "cluster.sh: ${names[$ended]} has ended; the others go on."
  unset "names[$ended]"
done
fail "all has ended"
