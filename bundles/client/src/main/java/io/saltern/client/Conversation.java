// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a program in the master: the client's side of the protocol of its socket. */
final class Conversation {
  private static final int VERSION = 1;
  private static final int HEAD = 5;
  private static final int MAX_BODY = 1 << 20;
  private static final long LAST_WORDS_MILLIS = 3000;

  private final SocketChannel channel;
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final OutputStream err = new FileOutputStream(FileDescriptor.err);

  Conversation(SocketChannel channel) {
    this.channel = channel;
  }

  /** Runs the program and returns its exit code. */
  int hold(String program, List<String> arguments) throws IOException {
    Thread talking = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new LastWords(talking));
    try {
      request(program, arguments);
      return listen(program);
    } catch (IOException e) {
      err.write(
          ("[ERROR   ] The connection to the salt master failed: " + e + "\n")
              .getBytes(StandardCharsets.UTF_8));
      return 1;
    }
  }

  /** Ctrl-C: the program says its last words, and the thread that listens ends this process. */
  private final class LastWords extends Thread {
    private final Thread talking;

    LastWords(Thread talking) {
      this.talking = talking;
    }

    @Override
    public void run() {
      try {
        send('I', new byte[0]);
        talking.join(LAST_WORDS_MILLIS);
      } catch (IOException e) {
        // the master has gone, so there is nobody to tell
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void request(String program, List<String> arguments) throws IOException {
    byte[] request = encoded(program, arguments);
    try {
      send('R', request);
    } catch (IOException e) {
      // a master that is busy does not read the request: what it says instead is what counts
    }
  }

  private static byte[] encoded(String program, List<String> arguments) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeByte(VERSION);
    text(data, program);
    data.writeByte(Boolean.getBoolean("saltern.terminal") ? 1 : 0);
    data.writeInt(columns());
    text(data, environment("SUDO_USER"));
    data.writeInt(arguments.size());
    for (String argument : arguments) {
      text(data, argument);
    }
    return body.toByteArray();
  }

  private static int columns() {
    String columns = environment("COLUMNS");
    try {
      return columns.isEmpty() ? 0 : Math.max(0, Integer.parseInt(columns));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String environment(String name) {
    String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private static void text(DataOutputStream data, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    data.writeInt(bytes.length);
    data.write(bytes);
  }

  private int listen(String program) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD);
    while (fill(head)) {
      int kind = head.get();
      int length = head.getInt();
      if (length < 0 || length > MAX_BODY) {
        throw new IOException("a frame of " + length + " bytes");
      }
      ByteBuffer body = ByteBuffer.allocate(length);
      if (!fill(body)) {
        break;
      }
      switch (kind) {
        case 'O' -> out.write(body.array());
        case 'E' -> err.write(body.array());
        case 'P' -> answer(body);
        case 'T' -> sendToken(body);
        case 'S' -> storeToken(body);
        case 'X' -> {
          return body.getInt();
        }
        default -> throw new IOException("a frame of kind " + kind);
      }
      head.clear();
    }
    err.write(
        (program + ": the salt master ended the connection\n").getBytes(StandardCharsets.UTF_8));
    return 1;
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

  private synchronized void send(int kind, byte[] body) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEAD + body.length);
    frame.put((byte) kind).putInt(body.length).put(body).flip();
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  private void answer(ByteBuffer prompt) throws IOException {
    boolean secret = (prompt.get() & 1) != 0;
    byte[] text = bytes(prompt);
    answer(secret ? Secret.read(text, out) : Secret.line(System.in, text, out));
  }

  private void answer(byte @Nullable [] text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(body);
    data.writeByte(text == null ? 0 : 1);
    if (text != null) {
      data.writeInt(text.length);
      data.write(text);
    }
    send('A', body.toByteArray());
  }

  private static byte[] bytes(ByteBuffer body) {
    byte[] bytes = new byte[body.getInt()];
    body.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer body) {
    return new String(bytes(body), StandardCharsets.UTF_8);
  }

  private void sendToken(ByteBuffer request) throws IOException {
    answer(TokenFile.of(text(request)).read());
  }

  private void storeToken(ByteBuffer request) throws IOException {
    TokenFile file = TokenFile.of(text(request));
    try {
      file.write(bytes(request));
      answer(new byte[0]);
    } catch (IOException e) {
      err.write(
          ("[WARNING ] The token cannot be stored: " + e + "\n").getBytes(StandardCharsets.UTF_8));
      answer((byte[]) null);
    }
  }
}
