// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.TransportOptions;
import java.util.Set;

/** The kinds of socket that there are here, under ZeroMQ's names (rfc.zeromq.org/spec/28, 29). */
enum Kind {
  /** Sends requests, gets replies. */
  DEALER,

  /** Gets requests, sends replies. */
  ROUTER,

  /** Gets publications. */
  SUB,

  /** Sends publications, gets subscriptions. */
  XPUB;

  /** The longest topic, plus the byte that says to subscribe. */
  private static final int MAX_SUBSCRIPTION_BYTES = 1025;

  /** What the other end may be. */
  Set<String> partners() {
    return switch (this) {
      case DEALER -> Set.of("ROUTER", "REP", "DEALER");
      case ROUTER -> Set.of("REQ", "DEALER", "ROUTER");
      case SUB -> Set.of("PUB", "XPUB");
      case XPUB -> Set.of("SUB", "XSUB");
    };
  }

  /** Whether what comes was asked for: then it is waited for, however slowly it comes. */
  boolean asks() {
    return this == DEALER || this == SUB;
  }

  /** The longest frame to take, in bytes. */
  int maxFrameBytes(TransportOptions options) {
    return this == XPUB ? MAX_SUBSCRIPTION_BYTES : options.maxMessageBytes();
  }
}
