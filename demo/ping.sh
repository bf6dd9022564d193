#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One master and two minions on loopback: accept their keys, ping them, stop everything.
# Run by `./saltern demo`, which builds the distributions first.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/saltern-demo.XXXXXX")
# an address of its own, so that the demo meets no other master on Salt's ports
address=127.$((1 + $$ / 250 % 250)).$((1 + $$ % 250)).1

stop_all() {
  for pid_file in "$work"/*/*.pid; do
    [ -f "$pid_file" ] || continue
    pid=$(cat "$pid_file")
    kill "$pid" 2>/dev/null || continue
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.25
    done
    kill -9 "$pid" 2>/dev/null || true
  done
}

finish() {
  status=$?
  trap - EXIT INT TERM
  if [ $status -ne 0 ]; then
    printf '\nThe demo failed. The last lines of the logs in %s:\n' "$work" >&2
    tail -n 20 "$work"/*/log >&2 2>/dev/null || true
  fi
  stop_all
  [ $status -ne 0 ] || rm -rf "$work"
  exit $status
}
trap finish EXIT
trap 'exit 130' INT TERM

say() { printf '\n== %s\n' "$*"; }

# type COMMAND ...: shows the command as one would type it, and runs it
type_() {
  program=$1; shift
  printf '\n$ %s' "$program"
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_.,:=/-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
  "$bin/$program" -c "$work/master" "$@"
}

# until_ok SECONDS WHAT COMMAND ...: repeats the command until it succeeds
until_ok() {
  left=$(($1 * 5)); what=$2; shift 2
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    if [ $left -le 0 ]; then
      echo "gave up waiting until $what" >&2
      return 1
    fi
    sleep 0.2
  done
}

keys_pending() {
  [ "$("$bin/salt-key" -c "$work/master" -l un --no-color | grep -c -e '^web1$' -e '^db1$')" = 2 ]
}

minion_ready() { grep -q 'Minion is ready to receive requests!' "$work/$1/log"; }

mkdir -p "$work/dist/master" "$work/dist/minion" "$work/master"
tar xzf "$home"/karaf-assembly/master/target/saltern-master-*.tar.gz -C "$work/dist/master" --strip-components=1
tar xzf "$home"/karaf-assembly/minion/target/saltern-minion-*.tar.gz -C "$work/dist/minion" --strip-components=1
bin=$work/dist/master/bin

say "A master on $address, in $work"
cat > "$work/master/master" <<CONF
root_dir: $work/master
interface: $address
pidfile: $work/master/master.pid
log_file: $work/master/log
log_level_logfile: info
shell_port: 0
CONF
"$bin/salt-master" -c "$work/master" -d
until_ok 60 "the master answers" "$bin/salt-key" -c "$work/master" -L

for id in web1 db1; do
  say "A minion, $id"
  mkdir -p "$work/$id"
  cat > "$work/$id/minion" <<CONF
root_dir: $work/$id
id: $id
master: $address
acceptance_wait_time: 1
pidfile: $work/$id/minion.pid
log_file: $work/$id/log
log_level_logfile: info
CONF
  "$work/dist/minion/bin/salt-minion" -c "$work/$id" -d
done
until_ok 60 "both minions have offered their keys" keys_pending

type_ salt-key -L
type_ salt-key -A -y
until_ok 60 "web1 is ready" minion_ready web1
until_ok 60 "db1 is ready" minion_ready db1
type_ salt '*' test.ping
type_ salt 'web*' test.echo hello
type_ salt-key -L

say "Done; stopping the master and its minions"
