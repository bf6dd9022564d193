// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of a socket: its handshake, heartbeats, frames in, messages out. Belongs to the
 * loop's thread, but for sending.
 */
final class Connection implements FrameDecoder.Reader, Arrivals.Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final String OUT_OF_SHAPE = "frames out of shape; the connection is closed";

  private enum Stage {
    CONNECTING,
    GREETING,
    HANDSHAKE,
    READY
  }

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Terms terms;
  private final Role role;
  private final Pulse pulse;
  private final Outbox outbox;
  private final FrameDecoder frames = new FrameDecoder(this);
  private final ByteBuffer greeting = ByteBuffer.allocate(Zmtp.GREETING_BYTES);
  private Stage stage = Stage.GREETING;
  private String host;
  private volatile Role.@Nullable Talk talk;
  private Ending ending = Ending.CLOSED;
  private boolean claimed;

  Connection(SocketChannel channel, SelectionKey key, Terms terms) throws IOException {
    this.channel = channel;
    this.key = key;
    this.terms = terms;
    role = terms.role();
    pulse = new Pulse(terms.heartbeats());
    outbox = new Outbox(channel, key, Math.max(1, terms.options().queueBound()));
    host = Addresses.host(channel.getRemoteAddress());
  }

  /** The address of the other end. */
  String host() {
    return host;
  }

  /** Begins to connect; the handshake follows by itself. */
  void connect(InetSocketAddress address) throws IOException {
    host = Addresses.host(address);
    stage = Stage.CONNECTING;
    if (channel.connect(address)) {
      connected();
    }
  }

  private void connected() throws IOException {
    stage = Stage.GREETING;
    key.interestOps(SelectionKey.OP_READ);
    greet();
  }

  /**
   * Begins the handshake. The greeting goes in two parts: older peers must see which version this
   * is before they see more.
   */
  void greet() throws IOException {
    outbox.send(Zmtp.greetingHead());
  }

  /**
   * Sends a message; does nothing when the other end has gone. Any thread. Never blocks.
   *
   * @param message see {@link Zmtp#message}
   * @return false when it does not read, and too many messages wait
   */
  boolean send(ByteBuffer... message) {
    try {
      return outbox.send(message);
    } catch (IOException e) {
      LOG.debug("{} went before what was sent", host, e);
      return true;
    }
  }

  /** What is said on it, once its handshake is done. Any thread. */
  Role.@Nullable Talk talk() {
    return talk;
  }

  /**
   * Does what the selector found.
   *
   * @param buffer for what is read
   * @return false when the connection has ended, or must
   */
  boolean serve(ByteBuffer buffer) throws IOException {
    if (stage == Stage.CONNECTING) {
      if (channel.finishConnect()) {
        connected();
      }
      return true;
    }
    if (key.isWritable()) {
      outbox.flush();
    }
    return !key.isReadable() || read(buffer);
  }

  private boolean read(ByteBuffer buffer) throws IOException {
    if (channel.read(buffer.clear()) < 0) {
      return false;
    }
    buffer.flip();
    if (stage == Stage.GREETING && !readGreeting(buffer)) {
      return false;
    }
    if (stage == Stage.READY) {
      pulse.heard();
    }
    return stage == Stage.GREETING || frames.feed(buffer);
  }

  private boolean readGreeting(ByteBuffer in) throws IOException {
    int before = greeting.position();
    while (in.hasRemaining() && greeting.hasRemaining()) {
      greeting.put(in.get());
    }
    Optional<String> flaw = Zmtp.flaw(greeting, greeting.position());
    if (flaw.isPresent()) {
      return refuse(flaw.get());
    }
    if (before < Zmtp.GREETING_HEAD_BYTES && greeting.position() >= Zmtp.GREETING_HEAD_BYTES) {
      outbox.send(Zmtp.greetingRest());
    }
    if (!greeting.hasRemaining()) {
      stage = Stage.HANDSHAKE;
      outbox.send(Zmtp.command(Zmtp.ready(terms.kind().name())));
    }
    return true;
  }

  @Override
  public byte @Nullable [] begin(long length) {
    if (length < 0 || length > terms.kind().maxFrameBytes(terms.options())) {
      refuse("a frame that announces an impossible length", length);
      return null;
    }
    if (length > Arrivals.SMALL) {
      if (stage != Stage.READY) {
        refuse("a connection that begins with a large frame", length);
        return null;
      }
      claimed = terms.arrivals().tryBegin(this, (int) length);
      if (!claimed) {
        refuse("too many frames that have not arrived in full", length);
        return null;
      }
    }
    try {
      return new byte[(int) length];
    } catch (OutOfMemoryError e) {
      refuse("a frame that there is no memory for", length);
      return null;
    }
  }

  @Override
  public boolean frame(int flags, byte[] body) {
    release();
    boolean command = (flags & Zmtp.COMMAND) != 0;
    Role.Talk open = talk;
    if (open == null) {
      return (command && begins(body)) || refuse("a connection without a proper handshake");
    }
    boolean inShape = command ? command(body) : open.heard((flags & Zmtp.MORE) != 0, body);
    return inShape || refuse(OUT_OF_SHAPE);
  }

  private boolean begins(byte[] ready) {
    Optional<String> type = Zmtp.socketType(ready);
    if (type.isEmpty() || !terms.kind().partners().contains(type.get())) {
      return false;
    }
    stage = Stage.READY;
    pulse.begin();
    talk = role.begin(this);
    return true;
  }

  private boolean command(byte[] body) {
    if (!Zmtp.isWhole(body)) {
      return false;
    }
    if (!Pulse.isPing(body)) {
      return true;
    }
    ByteBuffer pong = pulse.answer(body);
    if (pong == null) {
      return false;
    }
    if (!send(pong)) {
      LOG.debug("{} asks whether this end is there, and does not read", host);
    }
    return true;
  }

  /**
   * Sends a heartbeat when it is time.
   *
   * @return false when nothing was heard for too long
   */
  boolean tick(long now) {
    if (pulse.isSilent(now)) {
      ending = Ending.SILENT;
      if (terms.kind().asks()) {
        LOG.debug("nothing comes from {}", host);
        return false;
      }
      return refuse(
          talk == null
              ? "a connection without a finished handshake"
              : "a connection that answers no heartbeat");
    }
    ByteBuffer ping = pulse.ping(now);
    if (ping != null && !send(ping)) {
      LOG.debug("{} does not read its heartbeats", host);
    }
    return true;
  }

  /** When to {@link #tick} next, in terms of {@link System#nanoTime}. */
  long due() {
    return pulse.due();
  }

  private boolean refuse(String reason) {
    terms.drops().add(reason, "from " + host);
    return false;
  }

  private void refuse(String reason, long bytes) {
    terms.drops().add(reason, bytes + " bytes from " + host);
  }

  private void release() {
    if (claimed) {
      claimed = false;
      terms.arrivals().end(this);
    }
  }

  @Override
  public int arrived() {
    return frames.arrived();
  }

  @Override
  public boolean tryEnd() {
    if (terms.kind().asks()) {
      return false;
    }
    terms.drops().add("a frame that comes too slowly while others wait", "from " + host);
    try {
      // the loop reads the end of the stream
      channel.shutdownInput();
    } catch (IOException e) {
      LOG.debug("{} went already", host, e);
    }
    return true;
  }

  /** Only sends from now on; whether there is something to send. */
  boolean onlySends() throws IOException {
    key.interestOps(outbox.flush() ? 0 : SelectionKey.OP_WRITE);
    return key.interestOps() != 0;
  }

  /** Tells its role that it has ended. */
  void ended() {
    role.ended(this, ending);
  }

  void close() {
    release();
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("{} went already", host, e);
    }
  }
}
