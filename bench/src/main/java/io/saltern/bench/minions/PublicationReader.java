// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.wire.Envelopes;
import io.saltern.wire.WireException;
import java.util.Arrays;
import java.util.Optional;

/** Opens each publication once for all the minions that get it. */
final class PublicationReader {
  private byte[] lastBody = {};
  private Optional<Job> lastJob = Optional.empty();
  private long unreadable;

  Optional<Job> read(Session session, byte[] body) {
    if (!Arrays.equals(body, lastBody)) {
      lastBody = body;
      lastJob = open(session, body);
    }
    return lastJob;
  }

  /** Publications that did not open. */
  long unreadable() {
    return unreadable;
  }

  private Optional<Job> open(Session session, byte[] body) {
    try {
      Object load =
          session.publications().open(Envelopes.WIRE.decodePublication(body).load().array());
      return Optional.of(Job.of(Envelopes.clearLoad(load)));
    } catch (WireException e) {
      unreadable++;
      return Optional.empty();
    }
  }
}
