// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.crypto;

/** A text is not the key it should be. The message never quotes the text. */
public final class KeyFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public KeyFormatException(String reason) {
    super(reason);
  }

  public KeyFormatException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
