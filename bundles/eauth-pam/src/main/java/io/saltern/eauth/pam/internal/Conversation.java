// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers what PAM's modules ask while they check one login. Its layouts are those of Linux. */
final class Conversation {
  private static final int PROMPT_ECHO_OFF = 1;
  private static final int PROMPT_ECHO_ON = 2;
  private static final int ERROR_MSG = 3;
  private static final int TEXT_INFO = 4;

  private static final int MOST_MESSAGES = 32;
  private static final int MOST_ROUNDS = 32;
  private static final long RESPONSE = 16;

  private final LibC libc;
  private final byte[] user;
  private final byte[] password;
  private int rounds;
  private boolean askedForPassword;

  Conversation(LibC libc, PamQuestion question) {
    this.libc = libc;
    user = question.user().getBytes(StandardCharsets.UTF_8);
    password = question.password();
  }

  /** Whether a module was given the password. */
  boolean askedForPassword() {
    return askedForPassword;
  }

  /**
   * One round.
   *
   * @param responses where to put the array of answers; null where modules only tell something
   */
  int converse(int count, Pointer messages, @Nullable Pointer responses) {
    rounds++;
    if (count < 1 || count > MOST_MESSAGES || rounds > MOST_ROUNDS) {
      return LibPam.CONV_ERR;
    }
    Pointer answers = libc.calloc(count, RESPONSE);
    if (answers == null) {
      return LibPam.BUF_ERR;
    }
    for (int i = 0; i < count; i++) {
      int style = messages.getPointer((long) i * Long.BYTES).getInt(0);
      if (!answer(style, answers.share(i * RESPONSE), responses != null)) {
        free(answers, count);
        return LibPam.CONV_ERR;
      }
    }
    if (responses == null) {
      free(answers, count);
    } else {
      responses.setPointer(0, answers);
    }
    return LibPam.SUCCESS;
  }

  private boolean answer(int style, Pointer answer, boolean wanted) {
    return switch (style) {
      case PROMPT_ECHO_OFF -> {
        askedForPassword = true;
        yield wanted && put(answer, password);
      }
      case PROMPT_ECHO_ON -> wanted && put(answer, user);
      case ERROR_MSG, TEXT_INFO -> true;
      default -> false;
    };
  }

  /** PAM's modules free it. */
  private boolean put(Pointer answer, byte[] text) {
    Pointer copy = libc.calloc(text.length + 1L, 1);
    if (copy == null) {
      return false;
    }
    copy.write(0, text, 0, text.length);
    answer.setPointer(0, copy);
    return true;
  }

  private void free(Pointer answers, int count) {
    for (int i = 0; i < count; i++) {
      Pointer text = answers.getPointer(i * RESPONSE);
      if (text != null) {
        text.setMemory(0, text.indexOf(0, (byte) 0), (byte) 0);
        libc.free(text);
      }
    }
    libc.free(answers);
  }
}
