// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers a master sends in clear when it cannot answer a request properly: the texts that
 * Salt's own masters send.
 */
public enum ErrorReply {
  /** The request is not msgpack. */
  UNDECODABLE("bad load"),
  /** No envelope, not authentic, too old, not from whom it says. */
  BAD_LOAD("bad load"),
  /** The load is no map. */
  NOT_A_MAP("payload and load must be a dict"),
  /** The load's id holds a NUL. */
  NUL_IN_ID("bad load: id contains a null byte"),
  /** The request could not be handled for a fault of the master's. */
  FAILED("Some exception handling minion payload");

  private final String text;

  ErrorReply(String text) {
    this.text = text;
  }

  private Object value() {
    return this == UNDECODABLE ? Map.of("msg", text) : text;
  }

  /** The reply's body as it travels; a new array at each call. */
  public byte[] encode() {
    return Msgpack.WIRE.encode(value());
  }

  /** The error that a decoded reply is, if it is one. */
  public static Optional<ErrorReply> of(@Nullable Object decoded) {
    return Arrays.stream(values()).filter(reply -> reply.value().equals(decoded)).findFirst();
  }
}
