# SPDX-License-Identifier: Apache-2.0
# Makes the archive of the classes that a program loads: later starts take less time and memory.
# The trial run has a configuration of its own and no master. One at a time.
set -u

home=$1 program=$2 java=$3 flags=$4 class_path=$5 main=$6
trial=$home/lib/.$program

# what an interrupted run left
find "$trial" -prune -mmin +2 -exec rm -rf {} + 2>/dev/null
mkdir "$trial" || exit 0
printf 'root_dir: %s\nid: trial\nmaster: 127.0.0.1\nmaster_port: 1\nauth_timeout: 1\n' \
  "$trial" >"$trial/minion"
case $program in
  salt-call) set -- salt-call --local -l quiet test.ping ;;
  *) set -- salt-minion ;;
esac
# run SECONDS OPTION ...
run() {
  seconds=$1; shift
  # shellcheck disable=SC2086 # $flags is a list
  timeout -s TERM "$seconds" "$java" $flags "$@"
}
set -- -Dsaltern.home="$home" -Dsaltern.config.dir="$trial" -Dsaltern.log.level=quiet \
  -cp "$class_path" "$main" "$@"
# a minion's first start installs what later ones find
[ "$program" = salt-call ] || run 6 "$@"
run 10 -XX:ArchiveClassesAtExit="$trial/jsa" "$@"
[ ! -f "$trial/jsa" ] || mv -f "$trial/jsa" "$home/lib/$program.jsa"
rm -rf "$trial"
