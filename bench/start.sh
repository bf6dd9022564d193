#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# How long a master and a minion of the built distributions take from process start to work, what
# memory they hold idle, and how long a ping takes. `./saltern dist` builds them first.
# Usage: bench/start.sh [STARTS]     warm starts of each, 5 unless said otherwise
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
starts=${1:-5}
work=$(mktemp -d "${TMPDIR:-/tmp}/saltern-start.XXXXXX")
address=127.$((1 + $$ / 250 % 250)).$((1 + $$ % 250)).1
running=

finish() {
  trap - EXIT INT TERM
  # shellcheck disable=SC2086 # a list
  [ -z "$running" ] || kill $running 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM

# start NAME WORDS COMMAND ...: starts it and sets pid, millis = until it says WORDS, and cpu =
# its processor time until then in hundredths of a second
start() {
  name=$1 words=$2; shift 2
  rm -f "$work/said" "$work/pipe"
  mkfifo "$work/pipe"
  { grep -q -m 1 -e "$words" && date +%s%N >"$work/said.new" && mv "$work/said.new" "$work/said"
    cat >/dev/null; } <"$work/pipe" &
  begin=$(date +%s%N)
  "$@" >"$work/pipe" 2>&1 &
  pid=$!
  running="$running $pid"
  left=6000
  until [ -f "$work/said" ]; do
    left=$((left - 1))
    if [ $left -le 0 ] || ! kill -0 "$pid" 2>/dev/null; then
      echo "the $name did not say \"$words\"" >&2
      exit 1
    fi
    sleep 0.01
  done
  cpu=$(sed 's/.*) //' "/proc/$pid/stat" | { read -r _ _ _ _ _ _ _ _ _ _ _ user system _; echo $((user + system)); })
  millis=$((($(cat "$work/said") - begin) / 1000000))
}

stop() {
  kill "$1"
  wait "$1" || true
  running=$(printf '%s' "$running" | sed "s/ $1\$//")
}

# of lines of numbers
median() { sort -n | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'; }

memory() { awk '/^Pss:/ { printf "%.1f", $2 / 1024 }' "/proc/$1/smaps_rollup"; }

# repeat NAME WORDS COMMAND ...: starts it as often as asked for, warm, and leaves the last running
repeat() {
  name=$1
  : >"$work/$name.millis"
  : >"$work/$name.cpu"
  i=1
  while :; do
    start "$@"
    echo "$millis" >>"$work/$name.millis"
    echo "$cpu" >>"$work/$name.cpu"
    [ $i -lt "$starts" ] || break
    stop "$pid"
    i=$((i + 1))
  done
  printf '%s ready, ms: %s  median %s; processor time to then, 1/100 s: median %s\n' "$name" \
    "$(sort -n "$work/$name.millis" | tr '\n' ' ')" "$(median <"$work/$name.millis")" \
    "$(median <"$work/$name.cpu")"
}

mkdir -p "$work/dist/master" "$work/dist/minion" "$work/master" "$work/minion"
tar xzf "$home"/karaf-assembly/master/target/saltern-master-*.tar.gz -C "$work/dist/master" --strip-components=1
tar xzf "$home"/karaf-assembly/minion/target/saltern-minion-*.tar.gz -C "$work/dist/minion" --strip-components=1
cat >"$work/master/master" <<CONF
root_dir: $work/master
interface: $address
auto_accept: true
shell_port: 0
CONF
cat >"$work/minion/minion" <<CONF
root_dir: $work/minion
id: minion
master: $address
CONF
master="$work/dist/master/bin/salt-master"
minion="$work/dist/minion/bin/salt-minion"

printf 'load %s, %s processors\n' "$(cut -d ' ' -f 1 /proc/loadavg)" "$(nproc)"
start master 'Publishing on' "$master" -c "$work/master" -l info
printf 'master, first start, ms: %s\n' "$millis"
stop "$pid"
repeat master 'Publishing on' "$master" -c "$work/master" -l info
master_pid=$pid

start minion 'Minion is ready' "$minion" -c "$work/minion" -l info
printf 'minion, first start, ms: %s\n' "$millis"
left=600
until [ -f "$work/dist/minion/lib/salt-minion.jsa" ] || [ $left -le 0 ]; do
  left=$((left - 1))
  sleep 0.1
done
stop "$pid"
repeat minion 'Minion is ready' "$minion" -c "$work/minion" -l info

sleep 5
printf 'idle, PSS in MiB: master %s, minion %s\n' "$(memory "$master_pid")" "$(memory "$pid")"
: >"$work/pings"
for _ in 1 2 3 4 5 6 7 8 9 10; do
  begin=$(date +%s%N)
  "$work/dist/master/bin/salt" -c "$work/master" '*' test.ping >/dev/null
  echo $((($(date +%s%N) - begin) / 1000000)) >>"$work/pings"
done
printf "salt '*' test.ping, ms: %s  median %s\n" "$(sort -n "$work/pings" | tr '\n' ' ')" \
  "$(median <"$work/pings")"
