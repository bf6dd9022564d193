// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The bytes of ZMTP 3.0 without security (rfc.zeromq.org/spec/23), as far as Salt needs them. */
final class Zmtp {
  /** Of a frame: another one of the same message follows. */
  static final int MORE = 1;

  /** Of a frame: its length takes eight bytes. */
  static final int LONG = 2;

  /** Of a frame: it is for the socket, not for whoever uses it. */
  static final int COMMAND = 4;

  static final int GREETING_BYTES = 64;

  /** Its part that says what the protocol is, and which version. */
  static final int GREETING_HEAD_BYTES = 11;

  /** Flags and the longer of the two lengths. */
  static final int LONGEST_HEAD = 1 + Long.BYTES;

  private static final int SHORT_BODY = 0xff;
  private static final int SIGNATURE_END = 9;
  private static final int VERSION = SIGNATURE_END + 1;
  private static final int MECHANISM = VERSION + 2;
  private static final int MAJOR = 3;
  private static final byte[] NO_SECURITY =
      Arrays.copyOf("NULL".getBytes(StandardCharsets.US_ASCII), 20);
  private static final String READY = "READY";
  private static final String SOCKET_TYPE = "socket-type";

  /** Up to here a copy costs less than a second buffer. */
  private static final int COPIED = 64 << 10;

  private Zmtp() {}

  /** How every connection begins: what the protocol is, and which version. */
  static ByteBuffer greetingHead() {
    return greeting().limit(GREETING_HEAD_BYTES);
  }

  /** What follows once the other end has said the same. */
  static ByteBuffer greetingRest() {
    return greeting().position(GREETING_HEAD_BYTES);
  }

  private static ByteBuffer greeting() {
    ByteBuffer greeting = ByteBuffer.allocate(GREETING_BYTES);
    greeting.put(0, (byte) 0xff).put(SIGNATURE_END, (byte) 0x7f).put(VERSION, (byte) MAJOR);
    return greeting.position(MECHANISM).put(NO_SECURITY).clear();
  }

  /** What is wrong with a greeting, as far as it has come. */
  static Optional<String> flaw(ByteBuffer greeting, int length) {
    if ((length > 0 && greeting.get(0) != (byte) 0xff)
        || (length > SIGNATURE_END && (greeting.get(SIGNATURE_END) & 1) == 0)) {
      return Optional.of("a connection that does not speak ZMTP");
    }
    if (length > VERSION && (greeting.get(VERSION) & 0xff) < MAJOR) {
      return Optional.of("a connection of a protocol older than ZMTP 3");
    }
    if (length == GREETING_BYTES
        && !greeting.slice(MECHANISM, NO_SECURITY.length).equals(ByteBuffer.wrap(NO_SECURITY))) {
      return Optional.of("a connection that wants another security mechanism than NULL");
    }
    return Optional.empty();
  }

  /** The command that ends a handshake. */
  static byte[] ready(String socketType) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, READY);
    put(body, "Socket-Type");
    body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(socketType.length()).array());
    body.writeBytes(socketType.getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, String name) {
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  /** The type of socket that a {@link #ready} names. */
  static Optional<String> socketType(byte[] command) {
    if (!isCommand(command, READY)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(command).position(1 + READY.length());
    while (in.hasRemaining()) {
      Optional<String> name = text(in, in.get() & 0xff);
      if (name.isEmpty() || in.remaining() < Integer.BYTES) {
        return Optional.empty();
      }
      Optional<String> value = text(in, in.getInt());
      if (value.isEmpty() || name.get().toLowerCase(Locale.ROOT).equals(SOCKET_TYPE)) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      return Optional.empty();
    }
    byte[] text = new byte[length];
    in.get(text);
    return Optional.of(new String(text, StandardCharsets.US_ASCII));
  }

  /** Whether a command is long enough for the name that it announces. */
  static boolean isWhole(byte[] command) {
    return command.length > 0 && command.length > (command[0] & 0xff);
  }

  /** Whether a command has that name. */
  static boolean isCommand(byte[] command, String name) {
    int length = name.length();
    return command.length > length
        && command[0] == length
        && new String(command, 1, length, StandardCharsets.US_ASCII).equals(name);
  }

  /** A command in its frame. */
  static ByteBuffer command(byte[] body) {
    return ByteBuffer.allocate(LONGEST_HEAD + body.length)
        .put(head(COMMAND, body.length))
        .put(body)
        .flip();
  }

  /** A message of one or two frames, in one or two buffers; long bodies are not copied. */
  static ByteBuffer[] message(byte[]... frames) {
    byte[] last = frames[frames.length - 1];
    ByteBuffer begin =
        ByteBuffer.allocate(
            frames.length * LONGEST_HEAD
                + Arrays.stream(frames).mapToInt(frame -> frame.length).sum()
                - (last.length > COPIED ? last.length : 0));
    for (int i = 0; i < frames.length - 1; i++) {
      begin.put(head(MORE, frames[i].length)).put(frames[i]);
    }
    begin.put(head(0, last.length));
    return last.length > COPIED
        ? new ByteBuffer[] {begin.flip(), ByteBuffer.wrap(last)}
        : new ByteBuffer[] {begin.put(last).flip()};
  }

  /** A request or a reply: an empty frame and a body. */
  static ByteBuffer[] delimited(byte[] body) {
    return message(new byte[0], body);
  }

  private static byte[] head(int flags, int length) {
    return length > SHORT_BODY
        ? ByteBuffer.allocate(LONGEST_HEAD).put((byte) (flags | LONG)).putLong(length).array()
        : new byte[] {(byte) flags, (byte) length};
  }
}
