# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What salt, salt-key and salt-run share. They set $home.

java=java
if [ -n "${JAVA_HOME:-}" ]; then java=$JAVA_HOME/bin/java; fi

# client PROGRAM ARGUMENTS...: hands what was typed to the master, which runs the program.
# Interpreted: nothing here runs long enough to be worth compiling.
client() {
  terminal=false
  if [ -t 1 ]; then terminal=true; fi
  set -- "$java" -Xint -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xmx64m \
    -Dsaltern.terminal=$terminal -cp "$home/lib/saltern/client.jar" io.saltern.client.Main "$@"
  # Java reads arguments as the locale says
  LC_ALL=C.UTF-8 ${client_exec:+exec} "$@"
}
