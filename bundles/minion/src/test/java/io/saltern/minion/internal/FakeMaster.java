// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.channel.PublicationListener;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import io.saltern.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A master as a minion's channel shows it: answers as the test says, and remembers. */
final class FakeMaster implements ClientChannelFactory {
  static final SignIn ACCEPTED = new SignIn(SignIn.Outcome.ACCEPTED, 4505, "");

  final Queue<SignIn> signIns = new ConcurrentLinkedQueue<>();
  final List<Map<String, Object>> requests = new CopyOnWriteArrayList<>();
  volatile boolean silent;

  /** What it answers to commands; to others nothing. */
  final Map<String, Function<Map<String, Object>, Object>> answers =
      new ConcurrentHashMap<>(Map.of("_pillar", load -> Map.of("role", "web")));

  private volatile PublicationListener listener;

  /** The minion's ear, once it listens. */
  PublicationListener listener() {
    return Await.value(
        "the minion listens", Duration.ofSeconds(60), () -> Optional.ofNullable(listener));
  }

  List<Map<String, Object>> requests(String command) {
    return requests.stream().filter(load -> command.equals(load.get("cmd"))).toList();
  }

  @Override
  public ClientChannel open(Settings minion, MinionIdentity identity, Endpoint master) {
    return new ClientChannel() {
      @Override
      public Endpoint master() {
        return master;
      }

      @Override
      public CompletableFuture<SignIn> signIn() {
        SignIn next = signIns.poll();
        return CompletableFuture.completedFuture(next == null ? ACCEPTED : next);
      }

      @Override
      public CompletableFuture<MasterProbe> probe() {
        return signIn().thenApply(ended -> new MasterProbe(ended, "", false, ""));
      }

      @Override
      public CompletableFuture<Object> request(Map<String, Object> load, Duration timeout) {
        if (silent) {
          return CompletableFuture.failedFuture(new TimeoutException("no answer"));
        }
        requests.add(load);
        return CompletableFuture.completedFuture(
            answers.getOrDefault(load.get("cmd"), unknown -> null).apply(load));
      }

      @Override
      public boolean ownKey() {
        return true;
      }

      @Override
      public void subscribe(PublicationListener heard) {
        listener = heard;
        heard.connected();
      }

      @Override
      public boolean connected() {
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
