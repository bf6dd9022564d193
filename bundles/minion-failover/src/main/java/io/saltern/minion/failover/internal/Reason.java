// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

/** Why a minion leaves its master. */
enum Reason {
  /** The publish connection was closed. */
  CLOSED("connection closed"),
  /** Nothing was heard on the publish connection, not even answers to heartbeats. */
  UNHEARD("no heartbeat"),
  /** The master did not answer a request in time. */
  SILENT("no answer"),
  /** The master wants its minions to serve others. */
  DRAINING("drain"),
  /** The first master of the list is there again. */
  FAILBACK("failback");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** As events and logs say it. */
  String text() {
    return text;
  }
}
