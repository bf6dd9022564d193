// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A TCP connection that sends whatever a test wants, and knows how to greet properly as ZeroMQ does
 * (ZMTP 3.0 without security). It waits at most a minute for anything to read.
 */
public final class RawPeer implements AutoCloseable {
  /** Of a frame: another one follows. */
  public static final int MORE = 1;

  /** Of a frame: it is for the other end's socket, not for whoever uses it. */
  public static final int COMMAND = 4;

  private static final int LONG = 2;
  private static final int GREETING = 64;
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;

  /** Connects. */
  public RawPeer(String host, int port) throws IOException {
    this(new Socket(host, port));
  }

  /**
   * Connects from an address of one's own.
   *
   * @param from a loopback address
   */
  public RawPeer(String host, int port, String from) throws IOException {
    this(new Socket(InetAddress.getByName(host), port, InetAddress.getByName(from), 0));
  }

  /** Takes over a connection. */
  public RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
  }

  /** How every connection begins. */
  public static byte[] greeting() {
    ByteBuffer greeting = ByteBuffer.allocate(GREETING);
    greeting.put((byte) 0xff).put(9, (byte) 0x7f).put(10, (byte) 3);
    greeting.put(12, "NULL".getBytes(StandardCharsets.US_ASCII));
    return greeting.array();
  }

  /**
   * What follows the greeting.
   *
   * @param socketType as {@code REQ}
   */
  public static byte[] ready(String socketType) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    put(body, "READY");
    put(body, "Socket-Type");
    byte[] type = socketType.getBytes(StandardCharsets.US_ASCII);
    body.writeBytes(ByteBuffer.allocate(4).putInt(type.length).array());
    body.writeBytes(type);
    return frame(COMMAND, body.toByteArray());
  }

  private static void put(ByteArrayOutputStream out, String text) {
    out.write(text.length());
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A frame of any length. */
  public static byte[] frame(int flags, byte[] body) {
    byte[] head =
        body.length > 0xff
            ? head(flags, body.length)
            : new byte[] {(byte) flags, (byte) body.length};
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }

  /** The head of a long frame; the length is as claimed. */
  public static byte[] head(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | LONG)).putLong(length).array();
  }

  /** A request as a REQ or DEALER socket sends it. */
  public static byte[] request(byte[] body) {
    byte[] delimiter = frame(MORE, new byte[0]);
    byte[] frame = frame(0, body);
    return ByteBuffer.allocate(delimiter.length + frame.length).put(delimiter).put(frame).array();
  }

  /** Sends bytes as they are. */
  public void send(byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
  }

  /** Greets and says it is ready. */
  public void handshake(String socketType) throws IOException {
    send(greeting(), ready(socketType));
    awaitGreeting();
  }

  /** Waits until the other end has greeted and is ready: not before may it be sent messages. */
  public void awaitGreeting() throws IOException {
    read(GREETING);
    readFrame();
  }

  /** Exactly so many bytes. */
  public byte[] read(int length) throws IOException {
    byte[] bytes = socket.getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the connection was closed");
    }
    return bytes;
  }

  /** The body of the next frame, whatever it is. */
  public byte[] readFrame() throws IOException {
    return readBody(read(1)[0]);
  }

  private byte[] readBody(int flags) throws IOException {
    long length =
        (flags & LONG) == 0 ? read(1)[0] & 0xff : ByteBuffer.wrap(read(Long.BYTES)).getLong();
    return read(Math.toIntExact(length));
  }

  /** The body of the next frame that is no command; answers the heartbeats before it. */
  public byte[] readMessage() throws IOException {
    while (true) {
      int flags = read(1)[0];
      byte[] body = readBody(flags);
      if ((flags & COMMAND) == 0) {
        return body;
      }
      answer(body);
    }
  }

  /** The answer to a request. */
  public byte[] readReply() throws IOException {
    readMessage();
    return readMessage();
  }

  /** Waits for a heartbeat and answers it. */
  public void answerHeartbeat() throws IOException {
    boolean answered = false;
    while (!answered) {
      int flags = read(1)[0];
      byte[] body = readBody(flags);
      answered = (flags & COMMAND) != 0 && answer(body);
    }
  }

  private boolean answer(byte[] command) throws IOException {
    boolean ping = new String(command, StandardCharsets.US_ASCII).startsWith("\4PING");
    if (ping) {
      send(frame(COMMAND, "\4PONG".getBytes(StandardCharsets.US_ASCII)));
    }
    return ping;
  }

  /** Whether the server closes it, reading on until it does or a minute passes in silence. */
  public boolean isClosedByServer() {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
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
