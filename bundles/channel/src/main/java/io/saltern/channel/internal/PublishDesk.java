// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.PublishServer;
import io.saltern.wire.Bytes;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Publication;
import io.saltern.wire.Topics;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Encrypts, signs and sends publications, one after the other. */
final class PublishDesk implements AutoCloseable {
  private static final int MOST_WAITING = 10_000;

  private final ServerContext context;
  private final MasterSockets sockets;
  private final boolean filtering;
  private final boolean signing;
  private final SignatureAlgorithm algorithm;
  private final Pool publisher = new Pool("channel-publisher", 1, MOST_WAITING);

  PublishDesk(ServerContext context, Settings settings, MasterSockets sockets) {
    this.context = context;
    this.sockets = sockets;
    this.filtering = settings.get(CommonOptions.ZMQ_FILTERING);
    this.signing = settings.get(MasterOptions.SIGN_PUB_MESSAGES);
    this.algorithm =
        SignatureAlgorithm.of(settings.get(MasterOptions.PUBLISH_SIGNING_ALGORITHM))
            .orElseThrow(() -> new IllegalArgumentException("publish_signing_algorithm"));
  }

  void publish(Map<String, Object> load, @Nullable Collection<MinionId> minions) {
    Map<String, Object> copy = new LinkedHashMap<>(load);
    List<MinionId> receivers = filtering && minions != null ? List.copyOf(minions) : null;
    if (!publisher.tryExecute(() -> send(copy, receivers))) {
      throw new RejectedExecutionException("too many publications wait to be signed");
    }
  }

  private void send(Map<String, Object> load, @Nullable List<MinionId> receivers) {
    PublishKey key = context.seal().current().key();
    load.put("serial", key.serials().next());
    Bytes sealed = Bytes.of(key.crypticle().seal(load));
    byte[] body = Envelopes.WIRE.encode(signed(sealed));
    PublishServer server = sockets.publisher();
    if (!filtering) {
      server.publish(body);
    } else if (receivers == null) {
      server.publish(Topics.BROADCAST, body);
    } else {
      receivers.forEach(id -> server.publish(Topics.of(id), body));
    }
    context.counters().publications.increment();
  }

  private Publication signed(Bytes sealed) {
    if (!signing) {
      return new Publication(sealed, Optional.empty(), Optional.empty());
    }
    byte[] signature = context.seal().sign(algorithm, sealed.array());
    return new Publication(
        sealed, Optional.of(algorithm.wireName()), Optional.of(Bytes.of(signature)));
  }

  @Override
  public void close() {
    publisher.close();
  }
}
