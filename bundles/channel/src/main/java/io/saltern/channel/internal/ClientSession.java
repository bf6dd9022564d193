// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Nonce;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A minion's session with its master: signs in, once for all who need it at the same time. */
final class ClientSession {
  private static final Logger LOG = LoggerFactory.getLogger(ClientSession.class);

  private final ClientContext context;
  private final Asker master;
  private final Duration timeout;

  /** What a master must show to have read: one text for the whole time, as with Salt. */
  private final byte[] secret =
      CrypticleKey.generate().keyString().getBytes(StandardCharsets.US_ASCII);

  private final AtomicReference<@Nullable CompletableFuture<SignIn>> underWay =
      new AtomicReference<>();
  private volatile @Nullable ClientKeys keys;

  ClientSession(ClientContext context, Asker master) {
    this.context = context;
    this.master = master;
    this.timeout = context.settings().seconds(MinionOptions.AUTH_TIMEOUT);
  }

  /** What the last sign-in gave. */
  Optional<ClientKeys> keys() {
    return Optional.ofNullable(keys);
  }

  /** Signs in, or waits for the sign-in that is under way. */
  CompletableFuture<SignIn> signIn() {
    CompletableFuture<SignIn> mine = new CompletableFuture<>();
    while (true) {
      CompletableFuture<SignIn> other = underWay.get();
      if (other != null) {
        return other.copy();
      }
      if (underWay.compareAndSet(null, mine)) {
        begin(mine);
        return mine.copy();
      }
    }
  }

  /** Signs in and keeps nothing of it. */
  CompletableFuture<MasterProbe> probe() {
    try {
      SignInTalk talk = new SignInTalk(context, Nonce.random(), secret, false);
      return master
          .ask(talk.request(), timeout)
          .thenApplyAsync(body -> talk.judge(body).signIn(), context.workers().orCaller())
          .exceptionally(this::failure)
          .thenApply(talk::probe);
    } catch (UntrustedException e) {
      SignIn untrusted = new SignIn(SignIn.Outcome.UNTRUSTED, 0, String.valueOf(e.getMessage()));
      return CompletableFuture.completedFuture(new MasterProbe(untrusted, "", false, ""));
    }
  }

  /** Signs in unless somebody did since {@code stale} was current. */
  CompletableFuture<SignIn> signInAfter(@Nullable ClientKeys stale) {
    ClientKeys now = keys;
    if (now != null && !now.equals(stale)) {
      return CompletableFuture.completedFuture(
          new SignIn(SignIn.Outcome.ACCEPTED, now.publishPort(), ""));
    }
    return signIn();
  }

  private void begin(CompletableFuture<SignIn> result) {
    if (!context.workers().tryExecute(() -> talk(result))) {
      finish(result, failure(new IllegalStateException("too much to do")));
    }
  }

  private void talk(CompletableFuture<SignIn> result) {
    try {
      SignInTalk talk = new SignInTalk(context, Nonce.random(), secret, true);
      CompletableFuture<byte[]> answer = master.ask(talk.request(), timeout);
      // while the master is busy
      context.workers().tryExecute(context.token()::get);
      var unused =
          answer
              .thenApplyAsync(talk::judge, context.workers().orCaller())
              .whenComplete(
                  (ended, failure) -> {
                    SignInTalk.Result outcome = failure == null ? ended : failed(failure);
                    outcome.keys().ifPresent(this::keep);
                    finish(result, outcome.signIn());
                  });
    } catch (UntrustedException e) {
      finish(result, e.signIn());
    } catch (RuntimeException e) {
      finish(result, failure(e));
    }
  }

  /** Goes on with these keys. */
  synchronized void keep(ClientKeys fresh) {
    ClientKeys older = keys;
    keys = older == null ? fresh : fresh.after(older);
    if (older == null) {
      LOG.debug("Got new master aes key.");
    } else if (!older.publishKey().equals(fresh.publishKey())) {
      LOG.debug("The master's aes key has changed.");
    }
    notifyAll();
  }

  /** Waits until there are other keys than these, at most this long. */
  synchronized void awaitOther(@Nullable ClientKeys stale, Duration most)
      throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos();
        Objects.equals(keys, stale) && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void finish(CompletableFuture<SignIn> result, SignIn signIn) {
    underWay.set(null);
    result.complete(signIn);
  }

  private SignInTalk.Result failed(Throwable failure) {
    return new SignInTalk.Result(failure(failure), Optional.empty());
  }

  private SignIn failure(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String why =
        cause instanceof TimeoutException
            ? "no answer within " + timeout.toSeconds() + " s"
            : String.valueOf(cause.getMessage());
    return new SignIn(SignIn.Outcome.UNREACHABLE, 0, "master " + context.master() + ": " + why);
  }
}
