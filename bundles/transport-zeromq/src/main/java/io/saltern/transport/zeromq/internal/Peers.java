// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zmq.Msg;
import zmq.ZMQ;
import zmq.io.Metadata;
import zmq.io.net.Address;

/**
 * The connections that a listening socket accepted: who is there, who never finished its handshake,
 * who subscribes to what.
 */
final class Peers implements ZMQ.EventConsummer, FrameListener {
  static final Logger LOG = LoggerFactory.getLogger(Peers.class);
  static final int EVENTS =
      ZMQ.ZMQ_EVENT_ACCEPTED
          | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | ZMQ.ZMQ_EVENT_DISCONNECTED
          | ZMQ.ZMQ_EVENT_ACCEPT_FAILED;

  private final boolean publishing;
  private final long handshakeNanos;
  private final long silenceNanos;
  private final Drops drops;
  private final Consumer<FrameListener> greeted;
  private final Map<String, Peer> byAddress = new ConcurrentHashMap<>();

  /**
   * @param publishing whether peers send subscriptions rather than requests
   * @param handshakeNanos how long a connection may take until its first sign of life
   * @param silenceNanos how long a connection may be silent thereafter
   * @param greeted called on the I/O thread when a connection has got its decoder
   */
  Peers(
      boolean publishing,
      long handshakeNanos,
      long silenceNanos,
      Drops drops,
      Consumer<FrameListener> greeted) {
    this.publishing = publishing;
    this.handshakeNanos = handshakeNanos;
    this.silenceNanos = silenceNanos;
    this.drops = drops;
    this.greeted = greeted;
  }

  @Override
  public void consume(ZMQ.Event event) {
    if (event.event == ZMQ.ZMQ_EVENT_ACCEPT_FAILED) {
      drops.add("a connection that could not be accepted", "error " + event.arg);
      return;
    }
    if (event.event == ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL) {
      greeted.accept(this);
      return;
    }
    if (!(event.arg instanceof SocketChannel channel)) {
      return;
    }
    String address = address(channel);
    if (address == null) {
      return;
    }
    if (event.event == ZMQ.ZMQ_EVENT_ACCEPTED) {
      Peer before = byAddress.put(address, new Peer(channel, address, System.nanoTime()));
      if (before != null) {
        before.ended();
      }
    } else {
      Peer peer = byAddress.get(address);
      if (peer != null && peer.channel == channel) {
        forget(peer);
      }
    }
  }

  private void forget(Peer peer) {
    byAddress.remove(peer.address, peer);
    peer.ended();
  }

  private static @Nullable String address(SocketChannel channel) {
    try {
      return channel.isOpen() ? new Address(channel.getRemoteAddress()).address() : null;
    } catch (IOException e) {
      LOG.debug("a connection went at once", e);
      return null;
    }
  }

  @Override
  public @Nullable Peer heard(Metadata metadata, Msg frame, boolean bad) {
    Peer peer = byAddress.get(metadata.get(Metadata.PEER_ADDRESS));
    if (peer == null) {
      return null;
    }
    if (!peer.heard(frame, publishing) || bad) {
      drops.add("frames out of shape; the connection is closed", "from " + peer.address);
      peer.kick();
    }
    return peer;
  }

  /** Closes connections that do not finish their handshake or fell silent, forgets closed ones. */
  void sweep(long now) {
    for (Peer peer : byAddress.values()) {
      if (!peer.channel.isOpen()) {
        forget(peer);
        continue;
      }
      long silent = now - peer.heardNanos();
      if (silent > (peer.isReady() ? silenceNanos : handshakeNanos)) {
        drops.add(
            peer.isReady()
                ? "a connection that answers no heartbeat"
                : "a connection without a finished handshake",
            "from " + peer.address);
        peer.kick();
      }
    }
  }

  /** How many are connected and subscribe to something. */
  int subscribers() {
    int count = 0;
    for (Peer peer : byAddress.values()) {
      if (peer.isSubscriber()) {
        count++;
      }
    }
    return count;
  }

  /** How many subscribe to a message with this first frame. */
  int subscribers(byte[] firstFrame) {
    int count = 0;
    for (Peer peer : byAddress.values()) {
      if (peer.subscribes(firstFrame)) {
        count++;
      }
    }
    return count;
  }

  /** Whether the connection from this address still stands. */
  boolean isConnected(String address) {
    return byAddress.containsKey(address);
  }

  /** How many connections there are, in whatever state. */
  int connections() {
    return byAddress.size();
  }
}
