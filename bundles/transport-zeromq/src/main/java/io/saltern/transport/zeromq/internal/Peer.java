// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/** An accepted connection. */
final class Peer {
  /** [identity by us], delimiter and body, and a spare one; more is memory without a bound. */
  private static final int MAX_PARTS = 4;

  private static final int MAX_TOPICS = 1024;

  final SocketChannel channel;
  final String address;
  private final Set<ByteBuffer> prefixes = ConcurrentHashMap.newKeySet();
  private volatile boolean ready;
  private volatile long heardNanos;
  private volatile @Nullable Runnable onEnd;
  private int parts;

  Peer(SocketChannel channel, String address, long acceptedNanos) {
    this.channel = channel;
    this.address = address;
    heardNanos = acceptedNanos;
  }

  /** Whether its handshake is done. */
  boolean isReady() {
    return ready;
  }

  /** When it was last heard of: at first, when it was accepted. */
  long heardNanos() {
    return heardNanos;
  }

  boolean isSubscriber() {
    return !prefixes.isEmpty();
  }

  boolean subscribes(byte[] message) {
    ByteBuffer whole = ByteBuffer.wrap(message);
    for (ByteBuffer prefix : prefixes) {
      int length = prefix.remaining();
      if (length <= message.length && prefix.equals(whole.slice(0, length))) {
        return true;
      }
    }
    return false;
  }

  /** Takes note of a frame; false when this peer must go. */
  boolean heard(Msg frame, boolean publishing) {
    heardNanos = System.nanoTime();
    ready = true;
    if (frame.isCommand()) {
      return true;
    }
    if (publishing) {
      return subscription(frame);
    }
    parts = frame.hasMore() ? parts + 1 : 0;
    return parts < MAX_PARTS;
  }

  private boolean subscription(Msg frame) {
    if (frame.hasMore() || frame.size() == 0) {
      return false;
    }
    ByteBuffer prefix = ByteBuffer.wrap(Arrays.copyOfRange(frame.data(), 1, frame.size()));
    if (frame.get(0) == 1) {
      prefixes.add(prefix);
      return prefixes.size() <= MAX_TOPICS;
    }
    if (frame.get(0) == 0) {
      // taking off what was never put on is beyond what JeroMQ's table of topics expects
      return prefixes.remove(prefix);
    }
    return false;
  }

  /** To be called when it has ended. */
  void onEnd(Runnable action) {
    onEnd = action;
  }

  /** It has ended. */
  void ended() {
    Runnable action = onEnd;
    if (action != null) {
      action.run();
    }
  }

  /** Ends the connection: its engine reads the end of the stream and cleans up. */
  void kick() {
    try {
      channel.shutdownInput();
    } catch (IOException e) {
      Peers.LOG.debug("a connection was closed already", e);
    }
  }
}
