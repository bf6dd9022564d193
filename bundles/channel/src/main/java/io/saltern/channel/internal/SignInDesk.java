// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.AuthReply;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.ErrorReply;
import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on sign-ins, in a pool of their own: nearly all of their cost is RSA. */
final class SignInDesk {
  private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);

  /**
   * After so long the answer would come too late: Salt's {@code auth_timeout} is 5 s. A master with
   * more sign-ins than it can do must not spend its time on minions that have given up, or none
   * would ever be in time.
   */
  static final Duration STALE = Duration.ofSeconds(4);

  private final ServerContext context;
  private final SignInReplies replies;

  SignInDesk(ServerContext context, SignInReplies replies) {
    this.context = context;
    this.replies = replies;
  }

  /** Takes a sign-in; what is returned completes when it is answered or dropped. */
  CompletionStage<?> take(AuthRequest request, int version, InboundRequest message) {
    long arrived = System.nanoTime();
    CompletableFuture<Void> over = new CompletableFuture<>();
    boolean queued =
        context
            .signers()
            .tryExecute(
                () -> {
                  try {
                    decideInTime(request, version, message, arrived);
                  } finally {
                    over.complete(null);
                  }
                });
    if (!queued) {
      context.refusals().note(Refusal.OVERLOADED, message.peer(), "too many sign-ins");
      over.complete(null);
    }
    return over;
  }

  void decideInTime(AuthRequest request, int version, InboundRequest message, long arrived) {
    if (System.nanoTime() - arrived > STALE.toNanos()) {
      context.refusals().note(Refusal.STALE_SIGN_IN, message.peer(), "id " + request.id());
      return;
    }
    context.counters().signIns.increment();
    try {
      message.reply(decide(request, version, message.peer()));
    } catch (IOException | RuntimeException e) {
      LOG.error("Some exception handling a payload from minion", e);
      message.reply(ErrorReply.FAILED.encode());
    }
  }

  private byte[] decide(AuthRequest request, int version, String peer) throws IOException {
    Optional<SignatureAlgorithm> signature = SignatureAlgorithm.of(request.sigAlgo());
    if (signature.isEmpty()) {
      context.refusals().note(Refusal.ALGORITHM, peer, "signature " + request.sigAlgo());
      return SignInReplies.unsigned("bad sig algo");
    }
    if (version >= SignInReplies.SIGNED && request.nonce().isEmpty()) {
      context.refusals().note(Refusal.NOT_UNDERSTOOD, peer, "a sign-in without a nonce");
      return ErrorReply.FAILED.encode();
    }
    SignInReplies.Way way = new SignInReplies.Way(version, signature.get(), request.nonce());
    if (!MinionId.isValid(request.id())) {
      context.refusals().note(Refusal.INVALID_ID, peer, request.id());
      return replies.verdict(AuthReply.Outcome.REFUSED, way);
    }
    LOG.info("Authentication request from {}", request.id());
    MinionId id = new MinionId(request.id());
    String pem = PemText.clean(request.pub());
    Optional<RSAPublicKey> key = context.minions().key(id, pem).or(() -> parse(request.pub()));
    if (key.isEmpty()) {
      context.refusals().note(Refusal.INVALID_KEY, peer, "id " + request.id());
      return replies.verdict(AuthReply.Outcome.REFUSED, way);
    }
    return decide(new Offer(id, pem, key.get()), request, way, peer);
  }

  /** Who offers which key, with its cleaned text. */
  private record Offer(MinionId id, String pem, RSAPublicKey key) {}

  private byte[] decide(Offer offer, AuthRequest request, SignInReplies.Way way, String peer)
      throws IOException {
    Admission admission = context.admission().signIn(offer.id(), offer.pem(), grains(request));
    return switch (admission) {
      case PENDING -> replies.verdict(AuthReply.Outcome.PENDING, way);
      case REJECTED -> replies.verdict(AuthReply.Outcome.REFUSED, way);
      case FULL -> replies.verdict(AuthReply.Outcome.FULL, way);
      case ACCEPTED -> {
        Optional<EncryptionAlgorithm> encryption = EncryptionAlgorithm.of(request.encAlgo());
        if (encryption.isEmpty()) {
          context.refusals().note(Refusal.ALGORITHM, peer, "encryption " + request.encAlgo());
          yield request.token().isPresent()
              ? SignInReplies.unsigned("bad enc algo")
              : ErrorReply.FAILED.encode();
        }
        LOG.info("Authentication accepted from {}", offer.id());
        context.minions().accepted(offer.id(), offer.pem(), offer.key());
        yield replies.accepted(offer.id(), offer.key(), encryption.get(), request.token(), way);
      }
    };
  }

  private Optional<RSAPublicKey> parse(String pem) {
    return context
        .tools()
        .codec()
        .call(
            codec -> {
              try {
                return Optional.of(codec.readPublic(pem));
              } catch (KeyFormatException e) {
                return Optional.empty();
              }
            });
  }

  private static Map<String, Object> grains(AuthRequest request) {
    Map<String, Object> grains = new HashMap<>();
    request
        .autosignGrains()
        .forEach(
            (name, value) -> {
              if (value != null) {
                grains.put(name, value);
              }
            });
    return grains;
  }
}
