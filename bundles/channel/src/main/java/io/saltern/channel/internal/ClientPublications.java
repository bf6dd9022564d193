// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.PublicationListener;
import io.saltern.api.channel.SignIn;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.Ending;
import io.saltern.api.transport.SubscriptionListener;
import io.saltern.wire.Bytes;
import io.saltern.wire.CrypticleException;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Publication;
import io.saltern.wire.Topics;
import io.saltern.wire.WireException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes publications off the transport: decrypts, verifies, and hands on what is new. */
final class ClientPublications implements SubscriptionListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClientPublications.class);
  private static final int MOST_WAITING = 1000;
  private static final String SERIAL = "serial";

  private final ClientSession session;
  private final ClientContext context;
  private final PublicationListener listener;
  private final boolean verifying;
  private final String ownTopic;
  private final Duration signInTime;
  private final Duration longestWait;
  private final Pool reader = new Pool("channel-subscriber", 1, MOST_WAITING);

  ClientPublications(ClientContext context, ClientSession session, PublicationListener listener) {
    this.context = context;
    this.session = session;
    this.listener = listener;
    this.verifying = context.settings().get(MinionOptions.SIGN_PUB_MESSAGES);
    this.ownTopic = Topics.of(context.identity().id());
    this.signInTime = context.settings().seconds(MinionOptions.AUTH_TIMEOUT).multipliedBy(2);
    this.longestWait = context.settings().seconds(MinionOptions.RANDOM_REAUTH_DELAY);
  }

  @Override
  public void received(@Nullable String topic, byte[] body) {
    if (topic != null && !topic.equals(Topics.BROADCAST) && !topic.equals(ownTopic)) {
      return;
    }
    if (!reader.tryExecute(() -> read(body))) {
      LOG.error("A publication is dropped: {} wait to be read", MOST_WAITING);
    }
  }

  @Override
  public void connected() {
    reader.tryExecute(listener::connected);
  }

  @Override
  public void disconnected(Ending how) {
    reader.tryExecute(() -> listener.disconnected(how));
  }

  @Override
  public void close() {
    reader.close();
  }

  private void read(byte[] body) {
    try {
      Publication publication = Envelopes.WIRE.decodePublication(body);
      ClientKeys keys = session.keys().orElse(null);
      try {
        take(publication, keys);
      } catch (CrypticleException e) {
        LOG.debug("A publication under an unknown key: signing in again");
        take(publication, renewed(keys));
      }
    } catch (WireException | UntrustedException e) {
      LOG.warn("A publication of {} is dropped: {}", context.master(), e.getMessage());
    }
  }

  private void take(Publication publication, @Nullable ClientKeys keys)
      throws WireException, UntrustedException {
    if (keys == null) {
      throw new UntrustedException("not signed in");
    }
    Map<String, @Nullable Object> load =
        Envelopes.clearLoad(keys.publications().open(publication.load().array()));
    if (verifying) {
      verify(publication, keys);
    }
    Map<String, Object> copy = new LinkedHashMap<>(load);
    Object serial = copy.remove(SERIAL);
    if (serial instanceof Number number && !keys.serials().admit(number.longValue())) {
      LOG.warn("A publication of {} is dropped: its serial came before", context.master());
      return;
    }
    listener.published(copy);
  }

  private void verify(Publication publication, ClientKeys keys) throws UntrustedException {
    Bytes signature =
        publication
            .sig()
            .orElseThrow(
                () ->
                    new UntrustedException(
                        "Message signing is enabled but the payload has no signature."));
    Optional<SignatureAlgorithm> algorithm =
        publication
            .sigAlgo()
            .map(SignatureAlgorithm::of)
            .orElse(Optional.of(SignatureAlgorithm.PKCS1V15_SHA1));
    boolean valid =
        algorithm.isPresent()
            && context
                .tools()
                .signing()
                .call(
                    rsa ->
                        rsa.verify(
                            keys.master(),
                            algorithm.get(),
                            publication.load().array(),
                            signature.array()));
    if (!valid) {
      throw new UntrustedException("Message signature failed to validate.");
    }
  }

  /** Many minions find out at the same time that the key is a new one. */
  private void waitForOthers(@Nullable ClientKeys stale) throws InterruptedException {
    if (longestWait.isZero()) {
      return;
    }
    long millis = ThreadLocalRandom.current().nextLong(longestWait.toMillis() + 1);
    LOG.info("Waiting {} seconds before the minion signs in again", millis / 1000.0);
    session.awaitOther(stale, Duration.ofMillis(millis));
  }

  /** The keys of a new sign-in. Holds up later publications, which would not open either. */
  private @Nullable ClientKeys renewed(@Nullable ClientKeys stale) throws UntrustedException {
    try {
      waitForOthers(stale);
      SignIn signIn = session.signInAfter(stale).get(signInTime.toMillis(), TimeUnit.MILLISECONDS);
      if (signIn.outcome() != SignIn.Outcome.ACCEPTED) {
        throw new UntrustedException("not signed in: " + signIn.message());
      }
      return session.keys().orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UntrustedException("interrupted");
    } catch (ExecutionException | TimeoutException e) {
      throw new UntrustedException("the sign-in failed: " + e);
    }
  }
}
