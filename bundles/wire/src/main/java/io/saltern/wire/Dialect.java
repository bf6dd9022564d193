// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** Which msgpack types text and bytes are written with. Reading takes all types in both. */
public enum Dialect {
  /**
   * Text and bytes alike in the old raw family (fixstr, raw16, raw32): everything that travels over
   * ZeroMQ, is encrypted or is signed.
   */
  RAW,
  /**
   * Text also in str8, bytes in the bin family: the event bus and the frames of the tcp transport.
   */
  NEW_TYPES
}
