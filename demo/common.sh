# shellcheck shell=sh
# SPDX-License-Identifier: Apache-2.0
# What the demos share: a folder and addresses of their own, masters and minions in it, and an end
# that stops all of them. Sourced; $home is the checkout.

work=$(mktemp -d "${TMPDIR:-/tmp}/saltern-demo.XXXXXX")
# addresses of their own, so that a demo meets no other master on Salt's ports
network=127.$((1 + $$ / 250 % 250)).$((1 + $$ % 250))

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

# show WORD ...: a command as one would type it
show() {
  printf '\n$'
  for word in "$@"; do
    case $word in
      *[!A-Za-z0-9_.,:=/-]*) printf " '%s'" "$word" ;;
      *) printf ' %s' "$word" ;;
    esac
  done
  printf '\n'
}

# type_ COMMAND ...: shows a command, and runs it
type_() {
  show "$@"
  "$@"
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

# the programs are found as if they were installed, and configurations by the name of their folder
unpack() {
  mkdir -p "$work/dist/master" "$work/dist/minion"
  tar xzf "$home"/karaf-assembly/master/target/saltern-master-*.tar.gz \
    -C "$work/dist/master" --strip-components=1
  tar xzf "$home"/karaf-assembly/minion/target/saltern-minion-*.tar.gz \
    -C "$work/dist/minion" --strip-components=1
  PATH=$work/dist/master/bin:$work/dist/minion/bin:$PATH
  cd "$work"
}

# configure FOLDER ROLE: writes its configuration; standard input holds lines of its own
configure() {
  mkdir -p "$1"
  {
    printf 'root_dir: %s\n' "$work/$1"
    printf 'pidfile: %s\n' "$work/$1/$2.pid"
    printf 'log_file: %s\n' "$work/$1/log"
    cat
  } > "$1/$2"
}

# not salt-key: that works on the files where no master runs
master_answers() { salt-run -c "$1" jobs.active; }

# pending FOLDER ID ...: whether the keys of all these minions wait at that master
pending() {
  keys=$(salt-key -c "$1" -l un --no-color); shift
  for id in "$@"; do
    printf '%s\n' "$keys" | grep -q -x -e "$id" || return 1
  done
}

minion_ready() { grep -q 'Minion is ready to receive requests!' "$1/log"; }
