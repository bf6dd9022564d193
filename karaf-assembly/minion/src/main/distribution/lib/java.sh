# SPDX-License-Identifier: Apache-2.0
# Sourced by the programs: finds Java and says how to run it small. Sets java, archive and flags.
# shellcheck shell=sh disable=SC2034,SC2154 # $home and $program are set by the programs

java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
if ! command -v "$java" >/dev/null 2>&1; then
  echo "$program: error: there is no Java; on Debian: apt-get install openjdk-17-jre-headless" >&2
  exit 69
fi

flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms8m -Xmx64m -Xss256k
  -XX:ReservedCodeCacheSize=16m -XX:-UsePerfData -XX:MinHeapFreeRatio=10
  -XX:MaxHeapFreeRatio=20 -XX:+ExitOnOutOfMemoryError -Xshare:auto -Xlog:cds=off
  -Xlog:cds+dynamic=off -Djava.net.preferIPv4Stack=false"
class_path="$home/lib/boot/launcher.jar:$home/lib/boot/client.jar:$home/lib/boot/org.apache.felix.framework.jar"
main=io.saltern.launcher.internal.MinionMain

# an archive of loaded classes saves a tenth of a second at each start; the first start makes it
archive=$home/lib/classes.jsa
if [ -f "$archive" ] && [ "$archive" -nt "$home/lib/boot/launcher.jar" ]; then
  flags="$flags -XX:SharedArchiveFile=$archive"
elif [ -w "$home/lib" ] && mkdir "$home/lib/.archiving" 2>/dev/null; then
  (
    # shellcheck disable=SC2086 # $flags is a list
    "$java" $flags -XX:ArchiveClassesAtExit="$archive.new" \
      -Dsaltern.home="$home" -Dsaltern.config.dir="$home/lib/.archiving" \
      -cp "$class_path" "$main" salt-call --local -l quiet test.ping
    [ ! -f "$archive.new" ] || mv "$archive.new" "$archive"
    rm -rf "$home/lib/.archiving"
  ) </dev/null >/dev/null 2>&1 &
fi
