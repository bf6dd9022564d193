// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final int SECRET = 1;
  private static final int NAME = 2;
  private static final int ERROR = 3;
  private static final int INFO = 4;
  private static final int RADIO = 5;

  private final LibC libc = new LibC();
  private final Conversation conversation =
      new Conversation(
          libc,
          new PamQuestion(
              "login", "jürgen", "sécret".getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(1)));

  /** Keeps messages from being freed. */
  private final List<Memory> held = new ArrayList<>();

  private Memory messages(int... styles) {
    Memory array = new Memory((long) styles.length * Long.BYTES);
    held.add(array);
    for (int i = 0; i < styles.length; i++) {
      Memory message = new Memory(16);
      held.add(message);
      message.setInt(0, styles[i]);
      array.setPointer((long) i * Long.BYTES, message);
    }
    return array;
  }

  private List<String> answers(int... styles) {
    try (Memory responses = new Memory(Long.BYTES)) {
      int code = conversation.converse(styles.length, messages(styles), responses);
      assertThat(code).isZero();
      Pointer array = responses.getPointer(0);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < styles.length; i++) {
        Pointer text = array.getPointer(16L * i);
        texts.add(text == null ? "" : text.getString(0, "UTF-8"));
        assertThat(array.getInt(16L * i + 8)).isZero();
        if (text != null) {
          libc.free(text);
        }
      }
      libc.free(array);
      return texts;
    }
  }

  @Test
  void answersEachQuestionWithWhatItIsFor() {
    assertThat(answers(NAME, INFO, SECRET, ERROR)).containsExactly("jürgen", "", "sécret", "");
    assertThat(conversation.askedForPassword()).isTrue();
  }

  @Test
  void takesWhatIsOnlyTold() {
    assertThat(conversation.converse(2, messages(INFO, ERROR), null)).isZero();
    assertThat(conversation.askedForPassword()).isFalse();
  }

  @Test
  void failsWhereAnAnswerHasNoPlaceOrNobodyKnowsIt() {
    assertThat(conversation.converse(1, messages(SECRET), null)).isEqualTo(LibPam.CONV_ERR);
    try (Memory responses = new Memory(Long.BYTES)) {
      assertThat(conversation.converse(2, messages(SECRET, RADIO), responses))
          .isEqualTo(LibPam.CONV_ERR);
      assertThat(conversation.converse(0, responses, responses)).isEqualTo(LibPam.CONV_ERR);
      assertThat(conversation.converse(33, responses, responses)).isEqualTo(LibPam.CONV_ERR);
    }
  }

  @Test
  void doesNotGoOnForever() {
    for (int i = 0; i < 32; i++) {
      assertThat(answers(SECRET)).containsExactly("sécret");
    }
    try (Memory responses = new Memory(Long.BYTES)) {
      assertThat(conversation.converse(1, messages(SECRET), responses)).isEqualTo(LibPam.CONV_ERR);
    }
  }
}
