// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** Bytes that are not one msgpack message within the {@link Limits}. */
public final class MalformedMessageException extends WireException {
  private static final long serialVersionUID = 1;

  /** What is wrong with the bytes. */
  public enum Reason {
    TOO_LONG("longer than allowed"),
    TOO_DEEP("nested deeper than allowed"),
    TOO_MANY_ELEMENTS("more elements than allowed"),
    TRUNCATED("ends too early"),
    TRAILING_BYTES("bytes after the end"),
    UNKNOWN_TYPE("a type that does not exist"),
    BAD_KEY("a map key that is a map or an array"),
    BAD_EXTENSION("a malformed extension value");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Reason reason;
  private final int offset;

  MalformedMessageException(Reason reason, int offset) {
    super("malformed message at byte " + offset + ": " + reason.text);
    this.reason = reason;
    this.offset = offset;
  }

  public Reason reason() {
    return reason;
  }

  /** Where in the message reading stopped, counted in bytes from its start. */
  public int offset() {
    return offset;
  }

  @Override
  public ErrorReply reply() {
    return ErrorReply.UNDECODABLE;
  }
}
