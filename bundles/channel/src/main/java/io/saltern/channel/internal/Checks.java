// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleException;
import io.saltern.wire.Envelopes;
import io.saltern.wire.MalformedMessageException;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SealedRequest;
import io.saltern.wire.WireException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks of an encrypted request, in Salt's order. */
final class Checks {
  /** From this version on a request is sealed with the session key, and must prove its sender. */
  static final int SESSIONS = 3;

  /** From this version on a request may carry a nonce. */
  private static final int NONCES = 2;

  /** What Salt's clients send again with the same nonce; only its sender can read the answer. */
  private static final String PILLAR = "_pillar";

  private static final String RETURN = "_return";

  /** What minions older than the session keys send without a token. */
  private static final Set<String> OLD_WITHOUT_TOKEN = Set.of(PILLAR, RETURN);

  private final ServerContext context;

  Checks(ServerContext context) {
    this.context = context;
  }

  /** A minion whose key is accepted, and whether the request proves that it is the sender. */
  record Sender(MinionId id, KnownMinion minion, boolean proven) {}

  /** Decrypts a request. */
  OpenedRequest open(SealedRequest request) throws RefusedException, WireException {
    Crypticle crypticle =
        request.version() >= SESSIONS
            ? session(request)
            : context.seal().current().key().crypticle();
    Map<String, @Nullable Object> load = Envelopes.clearLoad(open(request, crypticle));
    return new OpenedRequest(
        request,
        crypticle,
        load,
        request.version() >= NONCES ? nonce(load.remove("nonce")) : Optional.empty(),
        bytes("tok", load.remove("tok")),
        bytes("sig", load.remove("sig")));
  }

  private static @Nullable Object open(SealedRequest request, Crypticle crypticle)
      throws RefusedException, CrypticleException {
    try {
      return crypticle.open(request.load().array());
    } catch (MalformedMessageException e) {
      throw new RefusedException(Refusal.NOT_UNDERSTOOD, String.valueOf(e.getMessage()));
    }
  }

  /** Tells who sent it. */
  Sender sender(OpenedRequest request) throws RefusedException {
    boolean recent = request.envelope().version() >= SESSIONS;
    if (recent) {
      checkAge(request);
    }
    MinionId id = id(request);
    Optional<KnownMinion> minion = context.minions().find(id);
    boolean mayLack = !recent && OLD_WITHOUT_TOKEN.contains(request.command());
    if (minion.isEmpty()) {
      throw new RefusedException(Refusal.NO_PROOF, "minion " + id + " has no accepted key");
    }
    if (request.token().isEmpty() && mayLack) {
      return new Sender(id, minion.get(), false);
    }
    if (request.token().isEmpty()) {
      throw new RefusedException(Refusal.NO_PROOF, "no token from " + id);
    }
    if (!context.minions().proves(minion.get(), request.token().get())) {
      throw new RefusedException(Refusal.NO_PROOF, "the token is not that of " + id);
    }
    checkNew(request, minion.get());
    return new Sender(id, minion.get(), true);
  }

  /** Whether the minion's own signature is as the settings ask. */
  boolean signatureSuffices(OpenedRequest request, Sender sender, String peer) {
    ServerContext.Rules rules = context.rules();
    if (request.signature().isEmpty()) {
      boolean missing = rules.requireSignatures() && request.command().equals(RETURN);
      if (missing) {
        context.refusals().note(Refusal.BAD_SIGNATURE, peer, "none from " + sender.id());
      }
      return !missing;
    }
    Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(request.envelope().sigAlgo());
    byte[] message = Msgpack.NEW_TYPES.encode(request.load());
    byte[] signature = request.signature().get().array();
    boolean valid =
        algorithm.isPresent()
            && context
                .tools()
                .signing()
                .call(
                    rsa -> rsa.verify(sender.minion().key(), algorithm.get(), message, signature));
    if (!valid) {
      context.refusals().note(Refusal.BAD_SIGNATURE, peer, "that of " + sender.id());
    }
    return valid || !rules.dropBadSignatures();
  }

  private Crypticle session(SealedRequest request) throws RefusedException {
    MinionId id =
        request.id().orElseThrow(() -> new RefusedException(Refusal.INVALID_ID, "there is none"));
    return context
        .sessions()
        .find(id)
        .orElseThrow(() -> new RefusedException(Refusal.NO_SESSION, "minion " + id));
  }

  private void checkAge(OpenedRequest request) throws RefusedException {
    Duration ttl = context.rules().requestTtl();
    if (ttl.isZero()) {
      return;
    }
    if (!(request.load().get("ts") instanceof Number ts)) {
      throw new RefusedException(Refusal.EXPIRED, "it does not say when it was sent");
    }
    long age = context.clock().instant().getEpochSecond() - ts.longValue();
    if (age > ttl.toSeconds()) {
      throw new RefusedException(Refusal.EXPIRED, age + " s old");
    }
  }

  private static MinionId id(OpenedRequest request) throws RefusedException {
    Object inner = request.load().get("id");
    if (!(inner instanceof String name) || !MinionId.isValid(name)) {
      throw new RefusedException(Refusal.INVALID_ID, "in a load");
    }
    MinionId id = new MinionId(name);
    MinionId outer = request.envelope().id().orElse(id);
    if (!outer.equals(id)) {
      throw new RefusedException(
          Refusal.FOREIGN_ID, "found '" + name + "', expected '" + outer + "'");
    }
    return id;
  }

  private static void checkNew(OpenedRequest request, KnownMinion minion) throws RefusedException {
    if (request.nonce().isPresent()
        && !request.command().equals(PILLAR)
        && !minion.window().admit(request.nonce().get())) {
      throw new RefusedException(Refusal.REPLAYED, "nonce " + request.nonce().get());
    }
  }

  private static Optional<Nonce> nonce(@Nullable Object value) throws RefusedException {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && Nonce.isValid(text)) {
      return Optional.of(new Nonce(text));
    }
    throw new RefusedException(Refusal.NOT_UNDERSTOOD, "the nonce is not 32 hexadecimal digits");
  }

  private static Optional<Bytes> bytes(String field, @Nullable Object value)
      throws RefusedException {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof byte[] array) {
      return Optional.of(Bytes.of(array));
    }
    if (value instanceof String text) {
      return Optional.of(Bytes.ofText(text));
    }
    throw new RefusedException(Refusal.NOT_UNDERSTOOD, field + " is not bytes");
  }
}
