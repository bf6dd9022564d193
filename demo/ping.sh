#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One master and two minions on loopback: accept their keys, ping them, stop everything.
# Run by `./saltern demo`, which builds the distributions first.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=demo/common.sh
. "$home/demo/common.sh"

unpack
address=$network.1
SALT_CONFIG_DIR=$work/master
export SALT_CONFIG_DIR

say "A master on $address, in $work"
configure master master <<CONF
interface: $address
log_level_logfile: info
shell_port: 0
CONF
salt-master -d
until_ok 60 "the master answers" master_answers master

for id in web1 db1; do
  say "A minion, $id"
  configure $id minion <<CONF
id: $id
master: $address
acceptance_wait_time: 1
log_level_logfile: info
CONF
  salt-minion -c $id -d
done
until_ok 60 "both minions have offered their keys" pending master web1 db1

type_ salt-key -L
type_ salt-key -A -y
until_ok 60 "web1 is ready" minion_ready web1
until_ok 60 "db1 is ready" minion_ready db1
type_ salt '*' test.ping
type_ salt 'web*' test.echo hello
type_ salt-key -L

say "Done; stopping the master and its minions"
