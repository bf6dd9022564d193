#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Two masters with signed keys and a minion that verifies them, on loopback: kill -9 the first, see
# the minion move to the second, and back when the first is there again. docs/multi-master.md
# explains it. Run by `./saltern demo failover`, which builds the distributions first.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=demo/common.sh
. "$home/demo/common.sh"

first=$network.1
second=$network.2

read_lines=0
lines_of_tutorial='Attempting to authenticate|Loaded minion key|verify_signature|verified signature'
lines_of_tutorial="$lines_of_tutorial|Received signed|Decrypting the current|Authentication with"
lines_of_tutorial="$lines_of_tutorial|Connection to master|Trying to tune in|Removing possibly"
lines_of_tutorial="$lines_of_tutorial|Master ip address|is there again|serves master|is ready to"

# what the minion has logged since this was last called; of it, the lines that the tutorial shows
show_log() {
  printf '\nweb1/log says:\n'
  written=$(wc -l < web1/log)
  sed -n "$((read_lines + 1)),${written}p" web1/log |
    grep -E "$lines_of_tutorial" | sed -E 's/^.*[]]\[([A-Z]+) *\](\[[0-9]+\])? /[\1] /'
  read_lines=$written
}

# serves ADDRESS: whether the minion has gone to that master since its log was last shown
serves() {
  tail -n "+$((read_lines + 1))" web1/log | grep -q -F "The minion serves master $1:"
}

master() {
  configure "$1" master <<CONF
interface: $2
master_sign_pubkey: True
log_level_logfile: info
shell_port: 0
CONF
}

unpack

say "A master on $first, in $work: it makes a key pair for signing"
master first "$first"
type_ salt-master -c first -d
until_ok 60 "the first master answers" master_answers first

say "A second master on $second gets the same signing pair, and keeps a key of its own"
master second "$second"
mkdir -p -m 700 second/etc/salt/pki/master
type_ cp first/etc/salt/pki/master/master_sign.pem first/etc/salt/pki/master/master_sign.pub \
  second/etc/salt/pki/master/
type_ salt-master -c second -d
until_ok 60 "the second master answers" master_answers second

say "A minion that knows both, and verifies their keys"
configure web1 minion <<CONF
id: web1
master:
  - $first
  - $second
master_type: failover
retry_dns: 0
master_alive_interval: 5
master_failback: True
master_failback_interval: 5
verify_master_pubkey_sign: True
acceptance_wait_time: 1
log_level_logfile: debug
CONF
mkdir -p -m 700 web1/etc/salt/pki/minion
type_ cp first/etc/salt/pki/master/master_sign.pub web1/etc/salt/pki/minion/
type_ cat web1/minion
type_ salt-minion -c web1 -d
until_ok 60 "the minion has offered its key to the first master" pending first web1
until_ok 60 "the minion has offered its key to the second master" pending second web1
type_ salt-key -c first -y -a web1
until_ok 60 "the minion is ready" minion_ready web1
show_log
say "The second master is to know the minion's key before it is needed"
type_ salt-key -c second -y -a web1
type_ salt -c first '*' test.ping

say "The first master dies"
# shellcheck disable=SC2046 # one number
type_ kill -9 $(cat first/master.pid)
until_ok 60 "the minion serves the second master" serves "$second"
show_log
type_ salt -c second '*' test.ping

say "The first master is there again: the minion goes back to it"
type_ salt-master -c first -d
until_ok 90 "the minion serves the first master again" serves "$first"
show_log
type_ salt -c first '*' test.ping

say "Done; stopping the masters and the minion"
