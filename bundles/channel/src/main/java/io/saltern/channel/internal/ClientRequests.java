// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.ChannelException;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.wire.Bytes;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.Request;
import io.saltern.wire.SealedRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a minion's commands and reads the answers. */
final class ClientRequests {
  private static final Logger LOG = LoggerFactory.getLogger(ClientRequests.class);

  /** Before a request is sent again. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ClientContext context;
  private final ClientSession session;
  private final Asker master;
  private final Clock clock;
  private final boolean signing;
  private final int tries;

  ClientRequests(ClientContext context, ClientSession session, Asker master, Clock clock) {
    this.context = context;
    this.session = session;
    this.master = master;
    this.clock = clock;
    this.signing = context.settings().get(MinionOptions.MINION_SIGN_MESSAGES);
    this.tries = context.settings().get(MinionOptions.REQUEST_CHANNEL_TRIES).intValue();
  }

  /** Sends a command; signs in first when there is no session, and once more when it has ended. */
  CompletableFuture<@Nullable Object> send(Map<String, Object> load, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    Optional<ClientKeys> keys = session.keys();
    CompletableFuture<@Nullable Object> result =
        keys.isPresent()
            ? exchange(load, end, keys.get(), true)
            : afterSignIn(null, k -> exchange(load, end, k, true));
    return result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private CompletableFuture<@Nullable Object> exchange(
      Map<String, Object> load, long end, ClientKeys keys, boolean mayRepeat) {
    return exchange(load, end, keys, mayRepeat, tries - 1);
  }

  /** Asks; again when the connection ended before the answer, as when a master is updated. */
  private CompletableFuture<@Nullable Object> exchange(
      Map<String, Object> load, long end, ClientKeys keys, boolean mayRepeat, int more) {
    Executor workers = context.workers().orCaller();
    Nonce nonce = Nonce.random();
    return CompletableFuture.supplyAsync(
            () -> Envelopes.WIRE.encode(seal(load, nonce, keys)), workers)
        .thenCompose(body -> master.ask(body, left(end)))
        .thenApplyAsync(body -> new ClientAnswer(context, keys, nonce).read(body), workers)
        .thenCompose(answer -> settle(answer, load, end, keys, mayRepeat))
        .exceptionallyComposeAsync(
            failure ->
                more > 0 && cause(failure) instanceof IOException && System.nanoTime() < end
                    ? exchange(load, end, keys, mayRepeat, more - 1)
                    : CompletableFuture.failedFuture(cause(failure)),
            CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, workers));
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private CompletableFuture<@Nullable Object> settle(
      ClientAnswer.Reading answer,
      Map<String, Object> load,
      long end,
      ClientKeys keys,
      boolean mayRepeat) {
    if (answer.flaw() == null) {
      return CompletableFuture.completedFuture(answer.value());
    }
    if (!mayRepeat) {
      return CompletableFuture.failedFuture(new ChannelException(answer.flaw()));
    }
    LOG.debug("{}: signing in again", answer.flaw());
    return afterSignIn(keys, fresh -> exchange(load, end, fresh, false));
  }

  private CompletableFuture<@Nullable Object> afterSignIn(
      @Nullable ClientKeys stale, Function<ClientKeys, CompletableFuture<@Nullable Object>> next) {
    return session
        .signInAfter(stale)
        .thenCompose(
            signIn -> {
              Optional<ClientKeys> keys = session.keys();
              if (signIn.outcome() == SignIn.Outcome.ACCEPTED && keys.isPresent()) {
                return next.apply(keys.get());
              }
              return CompletableFuture.failedFuture(
                  signIn.outcome() == SignIn.Outcome.UNREACHABLE
                      ? new TimeoutException(signIn.message())
                      : new ChannelException("not signed in: " + signIn.message()));
            });
  }

  /** The request that carries a command. */
  Request seal(Map<String, Object> load, Nonce nonce, ClientKeys keys) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(load);
    map.put("nonce", nonce.value());
    map.put("ts", clock.instant().getEpochSecond());
    map.put("tok", context.token().get());
    map.put("id", context.identity().id().value());
    if (signing) {
      map.put("sig", signature(map));
    }
    return new SealedRequest(
        Bytes.of(keys.session().seal(map)),
        Request.VERSION,
        Optional.of(context.identity().id()),
        context.encryption().wireName(),
        context.signature().wireName());
  }

  /** Over the load as the master's command will see it. */
  private Bytes signature(Map<String, @Nullable Object> map) {
    Map<String, @Nullable Object> signed = new LinkedHashMap<>(map);
    signed.remove("nonce");
    signed.remove("tok");
    byte[] message = Msgpack.NEW_TYPES.encode(signed);
    return Bytes.of(
        context
            .tools()
            .signing()
            .call(rsa -> rsa.sign(context.identity().privateKey(), context.signature(), message)));
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }
}
