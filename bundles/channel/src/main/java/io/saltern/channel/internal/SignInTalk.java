// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MasterProbe;
import io.saltern.api.channel.SignIn;
import io.saltern.api.channel.SignIn.Outcome;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.wire.AuthAnswer;
import io.saltern.wire.AuthReply;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.Bytes;
import io.saltern.wire.ClearRequest;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SignedReply;
import io.saltern.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sign-in: what is asked, and what is made of the answer. */
final class SignInTalk {
  private static final Logger LOG = LoggerFactory.getLogger(SignInTalk.class);

  private final ClientContext context;
  private final Nonce nonce;
  private final byte[] secret;
  private final boolean keeping;
  private final MasterVerdict verdict;
  private final Optional<MasterKeyFile.Key> stored;

  /**
   * @param nonce must come back
   * @param secret a text that the master must show to have read
   * @param keeping whether a key of a master that is trusted from now on is put on file
   * @throws UntrustedException when the stored key of the master cannot be read
   */
  SignInTalk(ClientContext context, Nonce nonce, byte[] secret, boolean keeping)
      throws UntrustedException {
    this.context = context;
    this.nonce = nonce;
    this.secret = secret;
    this.keeping = keeping;
    try {
      this.stored = context.trusted().read();
    } catch (IOException | KeyFormatException e) {
      throw new UntrustedException(
          "cannot read the master's key " + context.trusted().path() + ": " + e.getMessage());
    }
    this.verdict = new MasterVerdict(context, stored);
  }

  /** What was seen of the master, after {@link #judge}. */
  MasterProbe probe(SignIn signIn) {
    return verdict.probe(signIn);
  }

  /** How it ended, and the keys when it ended well. */
  record Result(SignIn signIn, Optional<ClientKeys> keys) {
    static Result failed(Outcome outcome, String message) {
      return new Result(new SignIn(outcome, 0, message), Optional.empty());
    }
  }

  /** The request as it travels. */
  byte[] request() {
    LOG.debug("Attempting to authenticate with the Salt Master at {}", context.master().host());
    sayWhichKey();
    Optional<Bytes> token =
        stored.map(
            master ->
                Bytes.of(
                    context
                        .tools()
                        .signing()
                        .call(rsa -> rsa.encrypt(master.key(), context.encryption(), secret))));
    if (token.isEmpty()) {
      LOG.debug("Master public key not found");
    }
    AuthRequest request =
        new AuthRequest(
            context.identity().id().value(),
            Optional.of(nonce),
            context.encryption().wireName(),
            context.signature().wireName(),
            autosignGrains(),
            token,
            PemText.clean(context.identity().publicKey()));
    return Envelopes.WIRE.encode(new ClearRequest(request.toLoad()));
  }

  /** What the answer means. */
  Result judge(byte[] body) {
    try {
      return judge(Envelopes.WIRE.decodeAuthAnswer(body));
    } catch (UntrustedException e) {
      return new Result(e.signIn(), Optional.empty());
    } catch (WireException e) {
      LOG.error("Sign-in attempt failed: {}", e.getMessage());
      return Result.failed(Outcome.UNREACHABLE, "no usable answer: " + e.getMessage());
    }
  }

  private Result judge(AuthAnswer answer) throws UntrustedException, WireException {
    if (answer instanceof AuthAnswer.Failed failed) {
      LOG.error("Sign-in attempt failed: {}", failed.error());
      return Result.failed(Outcome.UNREACHABLE, "the master answers: " + failed.error());
    }
    if (answer instanceof AuthAnswer.Unsigned unsigned) {
      LOG.error("Sign-in attempt failed: {}", Refusals.printable(unsigned.ret()));
      return Result.failed(
          Outcome.UNREACHABLE, "the master answers: " + Refusals.printable(unsigned.ret()));
    }
    SignedReply signed = (SignedReply) answer;
    AuthReply reply = AuthReply.of(Msgpack.WIRE.decodeMap(signed.load().array()));
    if (reply instanceof AuthReply.Accepted accepted) {
      verdict.decide(accepted);
      Opened opened = open(accepted);
      verdict.checkReply(signed);
      checkNonce(reply);
      verdict.checkFingerprint(accepted.pubKey());
      if (keeping) {
        verdict.store();
      }
      LOG.info("Authentication with master successful!");
      return new Result(
          new SignIn(Outcome.ACCEPTED, accepted.publishPort(), ""),
          Optional.of(
              ClientKeys.of(
                  verdict.key(), opened.publish, opened.session, accepted.publishPort())));
    }
    verdict.checkReply(signed);
    checkNonce(reply);
    return refused(((AuthReply.Verdict) reply).outcome());
  }

  private static Result refused(AuthReply.Outcome outcome) {
    return switch (outcome) {
      case PENDING -> Result.failed(Outcome.PENDING, "the key awaits acceptance");
      case REFUSED -> Result.failed(Outcome.REJECTED, "the master has rejected the key");
      case FULL -> Result.failed(Outcome.FULL, "the master serves as many minions as it may");
    };
  }

  private void sayWhichKey() {
    LOG.debug(
        "Loaded minion key: {}",
        context.settings().path(MinionOptions.PKI_DIR).resolve("minion.pem"));
  }

  private record Opened(CrypticleKey publish, CrypticleKey session) {}

  /** Each of the three takes RSA's slow operation: they are decrypted at the same time. */
  private Opened open(AuthReply.Accepted reply) throws UntrustedException {
    LOG.debug("Decrypting the current master AES key");
    sayWhichKey();
    CompletableFuture<Optional<byte[]>> session = decryptSoon(reply.session());
    CompletableFuture<Optional<byte[]>> token =
        decryptSoon(verdict.trust().needsToken() ? reply.token() : Optional.empty());
    byte[] publish = decrypt(reply.aes()).orElseThrow(verdict::refuse);
    verdict.checkPublishKey(publish, reply.sig());
    if (verdict.trust().needsToken()) {
      boolean read = token.join().filter(text -> Arrays.equals(text, secret)).isPresent();
      if (!read) {
        LOG.error("The master failed to decrypt the random minion token");
        throw verdict.refuse();
      }
    }
    byte[] sessionKey =
        session
            .join()
            .orElseThrow(
                () -> new UntrustedException("the master sent no session key: it is too old"));
    try {
      return new Opened(key(publish), key(sessionKey));
    } catch (IllegalArgumentException e) {
      throw new UntrustedException("the master sent something that is not a key");
    }
  }

  private static CrypticleKey key(byte[] text) {
    return CrypticleKey.parse(new String(text, StandardCharsets.US_ASCII));
  }

  private CompletableFuture<Optional<byte[]>> decryptSoon(Optional<Bytes> sealed) {
    return sealed
        .map(bytes -> CompletableFuture.supplyAsync(() -> decrypt(bytes)))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  private Optional<byte[]> decrypt(Bytes sealed) {
    return context
        .tools()
        .signing()
        .call(
            rsa ->
                rsa.decrypt(context.identity().privateKey(), context.encryption(), sealed.array()));
  }

  /** The answer to another request is none to this one, and says nothing of the master. */
  private void checkNonce(AuthReply reply) throws UntrustedException {
    if (!reply.nonce().equals(Optional.of(nonce))) {
      LOG.error(Criticals.MARK, "The payload nonce did not validate.");
      throw new UntrustedException(Outcome.UNREACHABLE, "no usable answer: Invalid nonce");
    }
  }

  private Map<String, @Nullable Object> autosignGrains() {
    List<String> names = context.settings().get(MinionOptions.AUTOSIGN_GRAINS);
    Map<String, Object> grains = context.settings().get(MinionOptions.GRAINS);
    Map<String, @Nullable Object> offered = new HashMap<>();
    names.forEach(name -> offered.put(name, grains.get(name)));
    return offered;
  }
}
