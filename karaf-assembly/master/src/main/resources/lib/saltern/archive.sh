# SPDX-License-Identifier: Apache-2.0
# Makes the archive of the classes that a master loads: later starts take less time. The trial run
# has a configuration and an address of its own, and ends when it takes requests. One at a time.
set -u

home=$1
trial=$home/lib/.salt-master

# what an interrupted run left
find "$trial" -prune -mmin +5 -exec rm -rf {} + 2>/dev/null
mkdir "$trial" || exit 0
printf 'root_dir: %s\ninterface: 127.%d.%d.7\nshell_port: 0\n' \
  "$trial" $((1 + $$ / 250 % 250)) $((1 + $$ % 250)) >"$trial/master"
SALTERN_TRIAL=yes JAVA_OPTS="-XX:ArchiveClassesAtExit=$trial/jsa" \
  "$home/bin/salt-master" -c "$trial" -l quiet --log-file-level=info --log-file="$trial/log" &
left=240
until grep -q 'taking requests' "$trial/log" || [ $left -le 0 ]; do
  left=$((left - 1))
  sleep 0.5
done
kill $!
wait
[ ! -f "$trial/jsa" ] || mv -f "$trial/jsa" "$home/lib/salt-master.jsa"
rm -rf "$trial"
