// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Frames on a connection with a client; see the package. */
final class Frames {
  /** The longest body that is taken from a client. */
  static final int MAX_BODY = 1 << 20;

  private static final int CHUNK = 1 << 16;
  private static final int HEAD = 5;

  /** One frame: what it is, and its body to be read once. */
  record Frame(char kind, DataInputStream body) {}

  private final ByteChannel channel;

  Frames(ByteChannel channel) {
    this.channel = channel;
  }

  /**
   * The next frame; empty when the client has closed the connection.
   *
   * @throws IOException when the connection fails or the frame is too long
   */
  Optional<Frame> read() throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    if (!fill(head)) {
      return Optional.empty();
    }
    char kind = (char) (head.get() & 0xff);
    int length = head.getInt();
    if (length < 0 || length > MAX_BODY) {
      throw new IOException("a frame of " + length + " bytes");
    }
    ByteBuffer body = ByteBuffer.allocate(length);
    return fill(body) ? Optional.of(frame(kind, body.array())) : Optional.empty();
  }

  private static Frame frame(char kind, byte[] body) {
    return new Frame(kind, new DataInputStream(new ByteArrayInputStream(body)));
  }

  private boolean fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  /** Sends a frame whole. A thread that was interrupted before may send its last words. */
  synchronized void write(char kind, byte[] body, int offset, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + length);
    frame.put((byte) kind).putInt(length).put(body, offset, length).flip();
    // a channel closes when an interrupted thread writes to it
    boolean interrupted = Thread.interrupted();
    try {
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void prompt(String text, boolean secret) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeByte(secret ? 1 : 0);
    write(data, text);
    write('P', body.toByteArray(), 0, body.size());
  }

  /** Sends a frame of texts. */
  void texts(char kind, String... texts) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    for (String text : texts) {
      write(data, text);
    }
    write(kind, body.toByteArray(), 0, body.size());
  }

  private static void write(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  void exit(int code) throws IOException {
    write('X', ByteBuffer.allocate(Integer.BYTES).putInt(code).array(), 0, Integer.BYTES);
  }

  /** A stream that sends what is written as frames of a kind. */
  OutputStream stream(char kind) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int sent = 0; sent < length; sent += CHUNK) {
          Frames.this.write(kind, bytes, offset + sent, Math.min(CHUNK, length - sent));
        }
      }
    };
  }

  /** A text in a body. */
  static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
