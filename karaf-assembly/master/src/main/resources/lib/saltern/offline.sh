# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# What programs share that work on a master's files. They set $home and $java.

# offline MAIN ARGUMENTS...: becomes the program, as the user that the master runs as, or with
# $as_caller set as whoever runs this.
offline() {
  main=io.saltern.offline.internal.$1
  shift
  classes=$home/lib/saltern/offline.jar:$home/lib/saltern/client.jar
  for name in io/saltern/programs io/saltern/cli io/saltern/api io/saltern/acl io/saltern/audit \
    io/saltern/config io/saltern/master io/saltern/store-sqlite io/saltern/targeting \
    io/saltern/wire io/saltern/crypto-bouncycastle org/yaml/snakeyaml org/xerial/sqlite-jdbc \
    org/msgpack/msgpack-core org/bouncycastle/bcprov-jdk18on org/bouncycastle/bcutil-jdk18on \
    org/bouncycastle/bcpkix-jdk18on org/ops4j/pax/logging/pax-logging-api \
    org/apache/felix/org.apache.felix.framework; do
    for jar in "$home/system/$name"/*/*.jar; do
      classes=$classes:$jar
    done
  done
  user=
  config=${SALT_CONFIG_DIR:-/etc/salt}
  before=
  for word in "$@"; do
    case $before in -c|--config-dir) config=$word ;; esac
    before=$word
    case $word in
      --config-dir=*) config=${word#*=} ;;
      -c?*) config=${word#-c} ;;
    esac
  done
  launcher=$home/lib/saltern/launcher.jar:$home/lib/saltern/client.jar
  # shellcheck source=../../../../../../common/start.sh
  . "$home/lib/saltern/start.sh"
  [ -n "${as_caller:-}" ] || choose_user master
  terminal=false
  if [ -t 1 ]; then terminal=true; fi
  export LC_ALL=C.UTF-8
  run "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto \
    -Xmx128m -Dsaltern.terminal=$terminal -Dorg.ops4j.pax.logging.DefaultServiceLog.level=ERROR \
    -cp "$classes" "$main" "$@"
}
