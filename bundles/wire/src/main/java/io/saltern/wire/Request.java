// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** The envelope of a request: in clear, or encrypted. */
public sealed interface Request permits ClearRequest, SealedRequest {
  /** The protocol version this side speaks. */
  int VERSION = 3;

  /** The version the sender speaks; 0 where it says none or something that is no number. */
  int version();
}
