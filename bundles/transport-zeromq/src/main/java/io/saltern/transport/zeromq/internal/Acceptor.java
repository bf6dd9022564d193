// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listening socket, on a loop of its own. */
final class Acceptor implements Loop.Work {
  private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
  private static final int ACCEPTED_AT_ONCE = 64;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Terms terms;
  private final ServerSocketChannel listening;
  private final Loop loop;
  private final SelectionKey key;
  private final Endpoint endpoint;
  private boolean paused;
  private long resume;

  private Acceptor(String name, Endpoint bind, ServerSocketChannel listening, Terms terms)
      throws IOException {
    this.terms = terms;
    this.listening = listening;
    loop = new Loop(name);
    endpoint = bind.withPort(listening.socket().getLocalPort());
    key = loop.watch(listening, this::accept);
    loop.add(this);
  }

  /**
   * Binds; {@link Loop#start} begins to serve.
   *
   * @throws IOException when it cannot listen there; the message names the address
   */
  static Acceptor open(String name, Endpoint bind, Terms terms) throws IOException {
    ServerSocketChannel channel = Addresses.listen(bind, terms.options());
    Acceptor made = null;
    try {
      made = new Acceptor(name, bind, channel, terms);
      return made;
    } finally {
      if (made == null) {
        channel.close();
      }
    }
  }

  Loop loop() {
    return loop;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  private void accept() {
    try {
      for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
        SocketChannel channel = listening.accept();
        if (channel == null) {
          return;
        }
        loop.accepted(channel, terms);
      }
    } catch (IOException e) {
      terms.drops().add("a connection that could not be accepted", String.valueOf(e.getMessage()));
      // it waits to be accepted still: not to be tried over and over
      key.interestOps(0);
      paused = true;
      resume = System.nanoTime() + PAUSE_NANOS;
    }
  }

  @Override
  public void run(long now) {
    if (paused && now - resume >= 0) {
      paused = false;
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  public long nextRun(long now) {
    return paused ? resume : Loop.Work.super.nextRun(now);
  }

  @Override
  public void release() {
    try {
      listening.close();
    } catch (IOException e) {
      LOG.warn("cannot close the socket on {}", endpoint, e);
    }
  }
}
