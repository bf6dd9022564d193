# SPDX-License-Identifier: Apache-2.0
# Makes the archive of the classes that a program loads: later starts take less time and memory.
# The trial run has a configuration of its own, and a minion a master of its own. One at a time.
set -u

home=$1 program=$2 java=$3 flags=$4 class_path=$5 main=$6
trial=$home/lib/.$program

# what an interrupted run left
find "$trial" -prune -mmin +2 -exec rm -rf {} + 2>/dev/null
mkdir "$trial" || exit 0
printf 'root_dir: %s\nid: trial\nmaster: 127.0.0.1\n' "$trial" >"$trial/minion"
printf 'root_dir: %s\ninterface: 127.0.0.1\npublish_port: 0\nret_port: 0\n' "$trial" >"$trial/master"

# run SECONDS [OPTION ...] PROGRAM [WORD ...]
run() {
  seconds=$1; shift
  options=
  while case $1 in -*) true ;; *) false ;; esac; do options="$options $1"; shift; done
  # shellcheck disable=SC2086 # $flags and $options are lists
  exec timeout -s TERM "$seconds" "$java" $flags $options -Dsaltern.home="$home" \
    -Dsaltern.config.dir="$trial" -Dsaltern.log.level=info -cp "$class_path" "$main" "$@"
}

# await FILE: for half a minute at most
await() {
  left=300
  until [ -e "$1" ] || [ $left -le 0 ]; do
    left=$((left - 1))
    sleep 0.1
  done
}

# serve [OPTION]: a minion starts, has a job and ends
serve() {
  rm -f "$trial/returned"
  (run 60 "$@" salt-minion) &
  await "$trial/returned"
  kill $!
  wait $!
}

case $program in
  salt-call) (run 10 -XX:ArchiveClassesAtExit="$trial/jsa" salt-call --local -l quiet test.ping) ;;
  *)
    (run 120 rehearsal) &
    rehearsal=$!
    await "$trial/minion.d/master.conf"
    # the first start installs what later ones find
    serve
    serve -XX:ArchiveClassesAtExit="$trial/jsa"
    kill $rehearsal
    wait $rehearsal
    ;;
esac
[ ! -f "$trial/jsa" ] || mv -f "$trial/jsa" "$home/lib/$program.jsa"
rm -rf "$trial"
