#!/bin/sh
# Builds the Debian package with dpkg-deb alone, and prints its path:
#   deploy/package.sh [--self-contained] [--no-build] [--revision N] [--output FOLDER]
# Without --self-contained it needs the package aspnetcore-runtime-10.0 where it is installed; with it, it brings the runtime along.
# --no-build packs what "dotnet build -c Release" left. The version is that of Directory.Build.props. Built twice from the same commit
# (or with the same SOURCE_DATE_EPOCH), the package is the same to the byte.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
revision=1
output=$root/artifacts
self_contained=false
build=

while [ $# -gt 0 ]; do
  case $1 in
    --self-contained) self_contained=true ;;
    --no-build) build=--no-build ;;
    --revision) revision=$2; shift ;;
    --output) output=$2; shift ;;
    *) echo "package.sh: unknown option $1; allowed are --self-contained, --no-build, --revision N and --output FOLDER" >&2; exit 2 ;;
  esac
  shift
done

if [ $self_contained = true ] && [ -n "$build" ]; then
  echo "package.sh: --self-contained takes other files than a build leaves, so it cannot go together with --no-build" >&2
  exit 2
fi

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")-$revision
architecture=$(dpkg --print-architecture)
# Git may be missing, may be shown an archive without history, or a clone of somebody else's that it refuses to read by itself.
: "${SOURCE_DATE_EPOCH:=$(git -c safe.directory="$root" -C "$root" log -1 --format=%ct 2>/dev/null || stat -c %Y "$root/Directory.Build.props")}"
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
tree=$work/portscanner
program=$tree/usr/lib/portscanner
documents=$tree/usr/share/doc/portscanner
# The modes of what is installed say what they must; nothing depends on the umask of whoever builds.
umask 022

case $architecture in
  amd64) runtime=linux-x64 ;;
  arm64) runtime=linux-arm64 ;;
  armhf) runtime=linux-arm ;;
  *) echo "package.sh: .NET has no runtime for $architecture" >&2; exit 1 ;;
esac

depends='adduser, init-system-helpers (>= 1.54), libc6 (>= 2.31), libgcc-s1, libpcap0.8 (>= 1.10) | libpcap0.8t64, libstdc++6'
if [ $self_contained = true ]; then
  set -- --self-contained true --runtime "$runtime"
  depends="$depends, ca-certificates, libssl3 | libssl3t64"
else
  set -- --self-contained false -p:RestoreLockedMode=true $build
  depends="aspnetcore-runtime-10.0, $depends"
fi

mkdir -p "$program" "$documents/examples" "$tree/etc/portscanner" "$tree/usr/bin" "$tree/lib/systemd/system" "$tree/usr/share/man/man8" \
  "$tree/usr/share/lintian/overrides" "$tree/DEBIAN"
dotnet publish --nologo --verbosity quiet -nodeReuse:false --configuration Release "$@" --output "$program" "$root/src/PortScanner.Web" >&2

# Each package of some lock files: its name, its version and the hash of what is in it.
packages() {
  awk -F '"' '/^      "/ { name = $2 } /"resolved"/ { version = $4 } /"contentHash"/ { print name, version, $4 }' "$@" | LC_ALL=C sort -u
}

# NuGet's locked mode knows the runtimes of the lock files only, so what was taken for this one is compared here.
if [ $self_contained = true ]; then
  packages "$root"/src/*/packages.lock.json >"$work/locked"
  packages "$root"/src/*/obj/packages.lock.json | LC_ALL=C comm -23 - "$work/locked" >"$work/others"
  if [ -s "$work/others" ]; then
    echo "package.sh: these packages (name, version, hash) are not those of the packages.lock.json of the projects:" >&2
    cat "$work/others" >&2
    exit 1
  fi
fi

# What only developers and other systems need. The settings are in /etc, and found through a link.
find "$program" \( -name '*.pdb' -o -name 'PortScanner.*.xml' -o -name web.config -o -name '*.staticwebassets.runtime.json' \) -delete
rm -rf "$program/appsettings.json" "$program/appsettings.Development.json" "$program/runtimes/win"
find "$program" -type d -empty -delete
ln -s /etc/portscanner/appsettings.json "$program/appsettings.json"
ln -s ../lib/portscanner/PortScanner.Web "$tree/usr/bin/portscanner"

fill() {
  sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@DEPENDS@/$depends/" -e "s/@SIZE@/${size:-0}/" \
    -e "s/@DATE@/$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%d)/" "$root/deploy/debian/$1"
}

cp "$root/deploy/debian/appsettings.json" "$tree/etc/portscanner/"
cp "$root"/deploy/systemd/*.service "$tree/lib/systemd/system/"
cp "$root/deploy/debian/lintian-overrides" "$tree/usr/share/lintian/overrides/portscanner"
cp "$root/deploy/debian/copyright" "$documents/"
if [ $self_contained = true ]; then
  cat "$root/deploy/debian/copyright-runtime" >>"$documents/copyright"
  restored=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
  grep -oE '"runtimepack\.[^"]+/[0-9][^"]*"' "$program/PortScanner.Web.deps.json" | tr -d '"' | sort -u | while IFS=/ read -r pack version; do
    pack=${pack#runtimepack.}
    cp "$restored/$(echo "$pack" | tr '[:upper:]' '[:lower:]')/$version/THIRD-PARTY-NOTICES.TXT" "$documents/THIRD-PARTY-NOTICES.$pack"
  done
fi
cp "$root"/docs/*.md "$documents/"
cp -r "$root/docs/operations" "$root/docs/troubleshooting" "$documents/"
rm "$documents/CONTRIBUTING.md" "$documents/architecture.md" "$documents/CHANGELOG.md"
cp "$root/deploy/nftables/egress-guard.nft" "$root/deploy/nftables/connection-limit.nft" "$documents/examples/"
cp -r "$root/deploy/nginx" "$root/deploy/apache" "$root/deploy/nats" "$root/deploy/systemd/cluster" "$documents/examples/"
fill portscanner.8 | gzip -9n >"$tree/usr/share/man/man8/portscanner.8.gz"
gzip -9n >"$documents/changelog.Debian.gz" <<END
portscanner ($version) stable; urgency=medium

  * Built by deploy/package.sh.

 -- The PortScanner authors <portscanner@packages.debian.org>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

find "$tree" -type d -exec chmod 755 {} +
find "$tree" -type f -exec chmod 644 {} +
chmod 755 "$program/PortScanner.Web"
[ $self_contained = false ] || find "$program" -name createdump -delete

size=$(du -k -s --apparent-size "$tree" | cut -f1)
fill control >"$tree/DEBIAN/control"
cp "$root/deploy/debian/conffiles" "$tree/DEBIAN/"
for script in postinst prerm postrm; do
  cp "$root/deploy/debian/$script" "$tree/DEBIAN/"
  chmod 755 "$tree/DEBIAN/$script"
done
(cd "$tree" && find . -path ./DEBIAN -prune -o -type f -print | sed 's:^\./::' | LC_ALL=C sort | xargs -d '\n' md5sum) >"$tree/DEBIAN/md5sums"
find "$tree" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

mkdir -p "$output"
package=$output/portscanner_${version}_$architecture.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >&2
echo "$package"
