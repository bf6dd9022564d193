# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by the programs that may run as another user or in the background. They set $java and,
# as class path of the launcher, $launcher.

# Seconds that a daemon may take to start.
start_deadline=120

# choose_user ROLE: sets $user to the account to run as, and to nothing when it is this one. Takes
# what was typed from $user, $log_file and $pid_file, and the rest from the folder $config.
choose_user() {
  if [ -z "$user" ] && ! grep -qsE "^[\"']?(user|include|default_include)[\"']?[[:space:]]*:" \
    "$config/$1" "$config/$1.d"/*.conf; then
    return 0
  fi
  user=$(LC_ALL=C.UTF-8 "$java" -Xint -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xmx64m \
    -cp "$launcher" io.saltern.launcher.internal.UserMain \
    "$1" "$config" "$user" "${log_file:-}" "${pid_file:-}") || exit
}

# choose_rsa [CPUINFO]: tells OpenSSL which of its RSA to use, unless the administrator has. It takes
# the one for ADX where there is ADX; on AMD's processors of family 25 without AVX-512 (EPYC 7003)
# its other one, for AVX2, does a quarter to a third more. OPENSSL_ia32cap(3) has the bits.
choose_rsa() {
  [ -z "${OPENSSL_ia32cap+set}" ] || return 0
  vendor='' family='' abilities=''
  while IFS=: read -r name value && [ -n "$name" ]; do
    case $name in
      vendor_id*) vendor=${value# } ;;
      'cpu family'*) family=${value# } ;;
      flags*) abilities="$value " ;;
    esac
  done 2>/dev/null <"${1:-/proc/cpuinfo}" || return 0
  case "$vendor $family $abilities" in
    *' avx512ifma '*) ;;
    'AuthenticAMD 25 '*' avx2 '*) export OPENSSL_ia32cap=:~0x80000 ;;
  esac
}

# run COMMAND...: becomes the command, as $user if that is set. Java never hears a SIGHUP that is
# ignored where it starts, as below nohup, and could not reload its settings.
run() {
  set -- env --default-signal=HUP "$@"
  if [ -n "$user" ]; then
    set -- env HOME="$(getent passwd "$user" | cut -d: -f6)" USER="$user" LOGNAME="$user" \
      setpriv --reuid "$user" --regid "$(id -g -- "$user")" --init-groups -- "$@"
  fi
  exec "$@"
}

# run_in_background COMMAND...: returns when the command says on its standard output that it has
# started. Until then it has the terminal; when it ends before, so does this, with its exit code.
run_in_background() {
  waiting=$(mktemp -d)
  mkfifo "$waiting/started"
  run setsid "$@" </dev/null >"$waiting/started" &
  daemon=$!
  said=0
  timeout "$start_deadline" grep -qx started "$waiting/started" || said=$?
  rm -r "$waiting"
  if [ $said -eq 124 ]; then
    echo "[ERROR   ] $program has not started within $start_deadline s" >&2
    kill "$daemon"
    exit 1
  fi
  [ $said -eq 0 ] || wait "$daemon"
}
