// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

/** How a connection was lost. */
public enum Ending {
  /** Closed by the other end or by the network, or here because its transport was replaced. */
  CLOSED,
  /** Nothing has come for too long, not even answers to heartbeats. */
  SILENT
}
