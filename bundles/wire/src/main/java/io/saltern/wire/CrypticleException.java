// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

/** A sealed message that does not open. */
public final class CrypticleException extends WireException {
  private static final long serialVersionUID = 1;

  /** Why a message does not open. */
  public enum Reason {
    /** Longer than any message within the limits can be. */
    TOO_LONG("longer than allowed"),
    /** Not the length of a sealed message: initial vector, whole blocks, authentication code. */
    BAD_LENGTH("impossible length"),
    /** Sealed with another key, or changed on the way. */
    NOT_AUTHENTIC("not authentic"),
    /** Authentic, but not padded as it must be. */
    BAD_PADDING("bad padding"),
    /** Authentic, but without the mark that begins every sealed message. */
    NO_MARK("no payload mark"),
    /** An answer to another question, or one without a nonce where one was asked for. */
    WRONG_NONCE("wrong nonce");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Reason reason;

  CrypticleException(Reason reason) {
    super("sealed message refused: " + reason.text);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  @Override
  public ErrorReply reply() {
    return ErrorReply.BAD_LOAD;
  }
}
