// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.TransportOptions;

/**
 * What the connections of a socket have in common.
 *
 * @param arrivals where the memory of their long frames is counted
 * @param drops where it is said what they do not take
 */
record Terms(
    Kind kind,
    Role role,
    TransportOptions options,
    Heartbeats heartbeats,
    Arrivals arrivals,
    Drops drops) {
  static Terms of(Kind kind, Role role, TransportOptions options, Arrivals arrivals, Drops drops) {
    return new Terms(kind, role, options, Heartbeats.of(options), arrivals, drops);
  }
}
