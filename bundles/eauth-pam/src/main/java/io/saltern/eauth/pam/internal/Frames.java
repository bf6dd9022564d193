// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What goes to the process that calls PAM, and what comes back: a length, and that many bytes. */
final class Frames {
  /** Streams keep smaller frames in a buffer, which nobody wipes. */
  private static final int LEAST_QUESTION = 8 << 10;

  private static final int LARGEST = 4 << 20;
  private static final int HEAD = Integer.BYTES;
  private static final int NUMBERS = 2 * Long.BYTES + 3 * Integer.BYTES;

  private Frames() {}

  /** The id of the first answer, which is to no question: the process is ready. */
  static final long READY = 0;

  /**
   * A question on its way.
   *
   * @param id comes back with the answer
   */
  record Asked(long id, PamQuestion question) {}

  /**
   * An answer on its way.
   *
   * @param answer null when there is none
   * @param failure why there is none
   */
  record Answered(long id, @Nullable PamAnswer answer, String failure) {}

  /** A question in bytes, which are to be wiped. */
  static byte[] of(Asked asked) {
    PamQuestion question = asked.question();
    byte[] service = question.service().getBytes(StandardCharsets.UTF_8);
    byte[] user = question.user().getBytes(StandardCharsets.UTF_8);
    byte[] password = question.password();
    int length = NUMBERS + service.length + user.length + password.length;
    byte[] frame = new byte[Math.max(LEAST_QUESTION, HEAD + length)];
    ByteBuffer.wrap(frame)
        .putInt(frame.length - HEAD)
        .putLong(asked.id())
        .putLong(question.patience().toMillis())
        .putInt(service.length)
        .put(service)
        .putInt(user.length)
        .put(user)
        .putInt(password.length)
        .put(password);
    return frame;
  }

  /**
   * Reads the next question.
   *
   * @return null at the end
   */
  static @Nullable Asked readQuestion(InputStream in) throws IOException {
    byte[] frame = read(in);
    if (frame == null) {
      return null;
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(frame);
      long id = buffer.getLong();
      Duration patience = Duration.ofMillis(buffer.getLong());
      String service = new String(field(buffer), StandardCharsets.UTF_8);
      String user = new String(field(buffer), StandardCharsets.UTF_8);
      return new Asked(id, new PamQuestion(service, user, field(buffer), patience));
    } catch (BufferUnderflowException e) {
      throw new IOException("a question that is cut short", e);
    } finally {
      Arrays.fill(frame, (byte) 0);
    }
  }

  /** An answer in bytes. */
  static byte[] of(Answered answered) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeInt(0);
    data.writeLong(answered.id());
    PamAnswer answer = answered.answer();
    data.writeBoolean(answer != null);
    if (answer == null) {
      text(data, answered.failure());
    } else {
      text(data, answer.last().name());
      data.writeInt(answer.code());
      text(data, answer.text());
      text(data, answer.user());
      data.writeInt(answer.groups().size());
      for (String group : answer.groups()) {
        text(data, group);
      }
    }
    byte[] frame = body.toByteArray();
    ByteBuffer.wrap(frame).putInt(frame.length - HEAD);
    return frame;
  }

  /**
   * Reads the next answer.
   *
   * @return null at the end
   */
  static @Nullable Answered readAnswer(InputStream in) throws IOException {
    byte[] frame = read(in);
    if (frame == null) {
      return null;
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(frame);
      long id = buffer.getLong();
      if (buffer.get() == 0) {
        return new Answered(id, null, text(buffer));
      }
      Phase last = Phase.valueOf(text(buffer));
      int code = buffer.getInt();
      String text = text(buffer);
      String user = text(buffer);
      Set<String> groups = new TreeSet<>();
      for (int left = buffer.getInt(); left > 0; left--) {
        groups.add(text(buffer));
      }
      return new Answered(id, new PamAnswer(last, code, text, user, groups), "");
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("an answer that cannot be read", e);
    }
  }

  private static byte @Nullable [] read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int length;
    try {
      length = data.readInt();
    } catch (EOFException e) {
      return null;
    }
    if (length < 0 || length > LARGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    byte[] frame = new byte[length];
    data.readFully(frame);
    return frame;
  }

  private static byte[] field(ByteBuffer buffer) throws IOException {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new IOException("a field of " + length + " bytes");
    }
    byte[] field = new byte[length];
    buffer.get(field);
    return field;
  }

  private static String text(ByteBuffer buffer) throws IOException {
    return new String(field(buffer), StandardCharsets.UTF_8);
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }
}
