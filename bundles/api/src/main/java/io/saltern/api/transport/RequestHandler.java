// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.transport;

/** Takes requests off a transport. */
@FunctionalInterface
public interface RequestHandler {
  /** Takes one request; it is answered now or later, by any thread. Must not block. */
  void handle(InboundRequest request);
}
