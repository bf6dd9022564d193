// SPDX-License-Identifier: Apache-2.0
package io.saltern.transport.zeromq.internal;

import io.saltern.api.transport.Ending;
import io.saltern.api.transport.TransportOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What a DEALER socket does, with at most one request under way: answers carry no number, and a
 * server of many workers does not keep the order. Lives on the loop's thread.
 */
final class RequestConnection implements Role, Role.Talk {
  /** Who hears what becomes of it. */
  interface Owner {
    /** It can be sent a request. */
    void ready(RequestConnection connection);

    /** The answer to its request has come. */
    void answered(RequestConnection connection, PendingRequest request, byte[] answer);

    /**
     * It has ended by itself.
     *
     * @param request what was under way, if anything
     */
    void ended(RequestConnection connection, @Nullable PendingRequest request);
  }

  private final Owner owner;
  private final Drops drops;
  private final Connection connection;
  private @Nullable PendingRequest current;
  private long idleSince;
  private boolean delimited;
  private int parts;

  /**
   * Begins to connect.
   *
   * @throws IOException when that fails at once
   */
  RequestConnection(
      Loop loop,
      InetSocketAddress server,
      TransportOptions options,
      Arrivals arrivals,
      Drops drops,
      Owner owner)
      throws IOException {
    this.owner = owner;
    this.drops = drops;
    connection = loop.connect(server, Terms.of(Kind.DEALER, this, options, arrivals, drops));
  }

  Connection connection() {
    return connection;
  }

  /**
   * Sends a request.
   *
   * @return false when the other end does not read
   */
  boolean send(PendingRequest request) {
    current = request;
    return connection.send(Zmtp.delimited(request.body()));
  }

  @Nullable PendingRequest current() {
    return current;
  }

  long idleSince() {
    return idleSince;
  }

  @Override
  public Talk begin(Connection fresh) {
    idleSince = System.nanoTime();
    owner.ready(this);
    return this;
  }

  @Override
  public boolean heard(boolean more, byte[] body) {
    parts++;
    if (parts == 1) {
      delimited = body.length == 0;
    }
    if (more) {
      return true;
    }
    PendingRequest request = current;
    if (parts == 2 && delimited && request != null) {
      current = null;
      idleSince = System.nanoTime();
      owner.answered(this, request, body);
    } else {
      drops.add("an answer that is not [empty, body], or that nobody waits for");
    }
    parts = 0;
    return true;
  }

  @Override
  public void ended(Connection old, Ending how) {
    owner.ended(this, current);
  }
}
