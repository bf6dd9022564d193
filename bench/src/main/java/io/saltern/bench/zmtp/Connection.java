// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.zmtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/** A connection of a REQ or SUB socket. All methods belong to the loop's thread. */
public final class Connection {
  private static final byte[] EMPTY = {};
  private static final byte[] SUBSCRIBE_ALL = {1};
  private static final byte[] PING = "\4PING".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] PONG = "\4PONG".getBytes(StandardCharsets.ISO_8859_1);
  private static final int TTL = 2;

  private final PeerType type;
  private final ConnectionListener listener;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private ByteBuffer received = ByteBuffer.allocate(2048).flip();
  private boolean greeted;
  private boolean ready;
  private boolean closed;

  Connection(Selector selector, PeerType type, InetSocketAddress peer, ConnectionListener listener)
      throws IOException {
    this.type = type;
    this.listener = listener;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(peer);
  }

  /** Whether messages may be sent. */
  public boolean isReady() {
    return ready && !closed;
  }

  /** Sends a request; its answer comes as a message. */
  public void request(byte[] body) {
    send(new Frame(Frame.MORE, EMPTY), new Frame(0, body));
  }

  /** Subscribes to all topics. */
  public void subscribe() {
    send(new Frame(0, SUBSCRIBE_ALL));
  }

  /** Ends the connection without a word to the listener. */
  public void close() {
    closed = true;
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket that does not close", e);
    }
  }

  /** What the selector found. */
  void handle(ByteBuffer buffer) {
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        unsent.add(ByteBuffer.wrap(Handshake.greeting()));
        send(new Frame(Frame.COMMAND, Handshake.ready(type)));
      } else if (key.isReadable()) {
        read(buffer);
      }
      if (!closed && key.isWritable()) {
        flush();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void send(Frame... frames) {
    int length = Arrays.stream(frames).mapToInt(Frame::encodedLength).sum();
    ByteBuffer out = ByteBuffer.allocate(length);
    for (Frame frame : frames) {
      frame.encode(out);
    }
    unsent.add(out.flip());
    try {
      flush();
    } catch (IOException e) {
      fail(e);
    }
  }

  private void flush() throws IOException {
    for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
      channel.write(next);
      if (next.hasRemaining()) {
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return;
      }
      unsent.remove();
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private void read(ByteBuffer buffer) throws IOException {
    int count = channel.read(buffer.clear());
    if (count < 0) {
      throw new IOException("the peer closed the connection");
    }
    keep(buffer.flip());
    if (!greeted && received.remaining() >= Handshake.GREETING_LENGTH) {
      Handshake.checkGreeting(received);
      received.position(received.position() + Handshake.GREETING_LENGTH);
      greeted = true;
    }
    while (greeted && !closed) {
      Frame frame = Frame.decode(received);
      if (frame == null) {
        return;
      }
      take(frame);
    }
  }

  private void keep(ByteBuffer more) {
    received.compact();
    if (received.remaining() < more.remaining()) {
      int needed = received.position() + more.remaining();
      received = ByteBuffer.allocate(Integer.highestOneBit(needed) * 2).put(received.flip());
    }
    received.put(more).flip();
  }

  private void take(Frame frame) {
    if (frame.is(Frame.COMMAND)) {
      command(frame.body());
    } else if (!frame.is(Frame.MORE)) {
      listener.message(frame.body());
    }
  }

  private void command(byte[] body) {
    if (startsWith(body, PING)) {
      byte[] pong = Arrays.copyOf(PONG, Math.max(PONG.length, body.length - TTL));
      System.arraycopy(
          body,
          body.length - (pong.length - PONG.length),
          pong,
          PONG.length,
          pong.length - PONG.length);
      send(new Frame(Frame.COMMAND, pong));
    } else if (!ready) {
      ready = true;
      listener.ready();
    }
  }

  private static boolean startsWith(byte[] body, byte[] head) {
    return body.length >= head.length && Arrays.equals(body, 0, head.length, head, 0, head.length);
  }

  private void fail(IOException e) {
    if (!closed) {
      close();
      listener.closed(String.valueOf(e.getMessage()));
    }
  }
}
