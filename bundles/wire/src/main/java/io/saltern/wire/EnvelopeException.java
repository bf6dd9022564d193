// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** A message that decodes but is not the envelope or map it has to be. */
public final class EnvelopeException extends WireException {
  private static final long serialVersionUID = 1;
  private final String field;
  private final ErrorReply reply;

  EnvelopeException(String field, String flaw, ErrorReply reply) {
    super(field + " " + flaw);
    this.field = field;
    this.reply = reply;
  }

  EnvelopeException(String field, String flaw) {
    this(field, flaw, ErrorReply.BAD_LOAD);
  }

  /** The field that is missing or wrong, or {@code message} for the whole. */
  public String field() {
    return field;
  }

  @Override
  public ErrorReply reply() {
    return reply;
  }
}
