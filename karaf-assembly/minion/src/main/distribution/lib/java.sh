# SPDX-License-Identifier: Apache-2.0
# Sourced by the programs: finds Java and says how to run it small. Sets java, archive and flags.
# shellcheck shell=sh disable=SC2034,SC2154 # $home and $program are set by the programs

java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi
if ! command -v "$java" >/dev/null 2>&1; then
  echo "$program: error: there is no Java; on Debian: apt-get install openjdk-17-jre-headless" >&2
  exit 69
fi

# the archives of classes are mapped where they were made for, so that processes share their pages
flags="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2 -Xms16m
  -XX:NewSize=6m -Xmx64m -Xss256k
  -XX:ReservedCodeCacheSize=16m -XX:-UsePerfData -XX:MinHeapFreeRatio=10
  -XX:MaxHeapFreeRatio=20 -XX:+ExitOnOutOfMemoryError -XX:+UnlockDiagnosticVMOptions
  -XX:ArchiveRelocationMode=0 -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off"
class_path=$home/lib/boot/launcher.jar:$home/lib/boot/client.jar:$home/lib/boot/org.apache.felix.framework.jar
for jar in "$home"/lib/bundles/*.jar; do class_path=$class_path:$jar; done
main=io.saltern.launcher.internal.MinionMain
export MALLOC_ARENA_MAX=2

# the first start of a program has an archive made of the classes that it loads
archive=$home/lib/$program.jsa
if [ -f "$archive" ] && [ "$archive" -nt "$home/lib/boot" ] && [ "$archive" -nt "$home/lib/bundles" ]; then
  flags="$flags -XX:SharedArchiveFile=$archive"
elif [ -w "$home/lib" ]; then
  setsid /bin/sh "$home/lib/archive.sh" "$home" "$program" "$java" "$flags" "$class_path" "$main" \
    </dev/null >/dev/null 2>&1 &
fi
