// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.wire.AuthAnswer;
import io.saltern.wire.AuthReply;
import io.saltern.wire.Bytes;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SignedReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Words the answers to sign-ins. */
final class SignInReplies {
  /** From this version on replies are signed. */
  static final int SIGNED = 2;

  private final ServerContext context;
  private final IntSupplier publishPort;

  SignInReplies(ServerContext context, IntSupplier publishPort) {
    this.context = context;
    this.publishPort = publishPort;
  }

  /** How the minion wants its answer. */
  record Way(int version, SignatureAlgorithm signature, Optional<Nonce> nonce) {
    Optional<Nonce> echo() {
      return version >= SIGNED ? nonce : Optional.empty();
    }
  }

  /** A refusal that is never signed. */
  static byte[] unsigned(String reason) {
    return Envelopes.WIRE.encode(new AuthAnswer.Unsigned(reason));
  }

  byte[] verdict(AuthReply.Outcome outcome, Way way) {
    AuthReply reply = new AuthReply.Verdict(outcome, way.echo());
    if (way.version() < SIGNED) {
      return Msgpack.WIRE.encode(Map.of("enc", "clear", "load", reply.toMap()));
    }
    return signed(reply, way);
  }

  byte[] accepted(
      MinionId id, RSAPublicKey key, EncryptionAlgorithm encryption, Optional<Bytes> token, Way way)
      throws IOException {
    byte[] session =
        context.sessions().forSignIn(id).keyString().getBytes(StandardCharsets.US_ASCII);
    MasterSeal.Vouched publish = context.seal().current();
    AuthReply reply =
        new AuthReply.Accepted(
            context.seal().publicKey(),
            publishPort.getAsInt(),
            context.seal().publicKeySignature(way.signature()),
            token.flatMap(t -> echo(t, key, encryption)),
            seal(key, encryption, publish.key().text()),
            Optional.of(seal(key, encryption, session)),
            publish.signature(),
            way.echo());
    return way.version() < SIGNED ? Msgpack.WIRE.encode(reply.toMap()) : signed(reply, way);
  }

  /** The token again, for the minion alone; nothing when this master cannot read it. */
  private Optional<Bytes> echo(Bytes token, RSAPublicKey key, EncryptionAlgorithm encryption) {
    return context
        .seal()
        .decrypt(encryption, token.array())
        .filter(text -> text.length <= longest(key, encryption))
        .map(text -> seal(key, encryption, text));
  }

  /** The longest text that fits, by RFC 8017. */
  private static int longest(RSAPublicKey key, EncryptionAlgorithm encryption) {
    int hash = encryption == EncryptionAlgorithm.OAEP_SHA1 ? 20 : 28;
    return (key.getModulus().bitLength() + 7) / 8 - 2 * hash - 2;
  }

  private Bytes seal(RSAPublicKey key, EncryptionAlgorithm encryption, byte[] text) {
    return Bytes.of(context.tools().signing().call(rsa -> rsa.encrypt(key, encryption, text)));
  }

  private byte[] signed(AuthReply reply, Way way) {
    byte[] load = Msgpack.WIRE.encode(reply.toMap());
    byte[] signature = context.seal().sign(way.signature(), load);
    return Envelopes.WIRE.encode(new SignedReply(Bytes.of(load), Bytes.of(signature)));
  }
}
