// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TCP connection that sends whatever a test wants, and knows how to greet properly. */
final class RawPeer implements AutoCloseable {
  private static final int GREETING = 64;

  private final Socket socket;

  RawPeer(Endpoint server) throws IOException {
    this(new Socket(server.host(), server.port()));
  }

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  static byte[] greeting() {
    ByteBuffer greeting = ByteBuffer.allocate(GREETING);
    greeting.put((byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) 3);
    greeting.put(12, "NULL".getBytes(StandardCharsets.US_ASCII));
    return greeting.array();
  }

  static byte[] ready(String socketType) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, "READY");
    put(body, "Socket-Type");
    byte[] type = socketType.getBytes(StandardCharsets.US_ASCII);
    body.writeBytes(ByteBuffer.allocate(4).putInt(type.length).array());
    body.writeBytes(type);
    return frame(4, body.toByteArray());
  }

  private static void put(ByteArrayOutputStream out, String text) {
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A short frame. Flags: 1 = more, 4 = command. */
  static byte[] frame(int flags, byte[] body) {
    return ByteBuffer.allocate(2 + body.length)
        .put((byte) flags)
        .put((byte) body.length)
        .put(body)
        .array();
  }

  /** The head of a long frame. */
  static byte[] head(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | 2)).putLong(length).array();
  }

  void send(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
  }

  /** Greets and says it is ready. */
  void handshake(String socketType) throws IOException {
    send(greeting(), ready(socketType));
    read(GREETING);
    readFrame();
  }

  byte[] read(int length) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the connection was closed");
    }
    return bytes;
  }

  /** The body of a short frame. */
  byte[] readFrame() throws IOException {
    return read(read(2)[1] & 0xff);
  }

  /** Waits for a heartbeat and answers it. */
  void answerHeartbeat() throws IOException {
    while (true) {
      byte[] head = read(2);
      byte[] body = read(head[1] & 0xff);
      if (head[0] == 4 && new String(body, StandardCharsets.US_ASCII).startsWith("\4PING")) {
        send(frame(4, "\4PONG".getBytes(StandardCharsets.US_ASCII)));
        return;
      }
    }
  }

  /** Whether the server closes it, reading on until it does or ten seconds pass in silence. */
  boolean isClosedByServer() {
    try {
      socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
