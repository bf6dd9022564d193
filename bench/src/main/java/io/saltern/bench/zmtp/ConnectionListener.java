// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

/** Hears of a connection, on the loop's thread. */
public interface ConnectionListener {
  /** Both sides have greeted each other: messages may be sent. */
  void ready();

  /** The last frame of a message. */
  void message(byte[] body);

  /** The connection is gone, or never came to be. The last call. */
  void closed(String reason);
}
