// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Turns what was typed into what C takes, and leaves no copy. */
final class Passwords {
  private static final int MOST_BYTES_PER_CHAR = 3;

  private Passwords() {}

  /** What keeps a password from being tried; empty when nothing does. */
  static Optional<String> flaw(char[] password) {
    if (password.length == 0) {
      return Optional.of("the password is empty");
    }
    for (char c : password) {
      if (c == 0) {
        // for C it would end here
        return Optional.of("the password has a NUL");
      }
    }
    return Optional.empty();
  }

  /**
   * In UTF-8.
   *
   * @throws CharacterCodingException when that cannot be: PAM would be given another password
   */
  static byte[] bytes(char[] password) throws CharacterCodingException {
    ByteBuffer room = ByteBuffer.allocate(password.length * MOST_BYTES_PER_CHAR);
    try {
      CoderResult result =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(password), room, true);
      if (result.isError()) {
        result.throwException();
      }
      return Arrays.copyOf(room.array(), room.position());
    } finally {
      Arrays.fill(room.array(), (byte) 0);
    }
  }
}
