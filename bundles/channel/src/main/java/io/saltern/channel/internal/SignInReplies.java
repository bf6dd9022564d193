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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

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
    Optional<byte[]> echo = token.flatMap(t -> open(t, key, encryption));
    List<Bytes> sealed =
        seal(
            key,
            encryption,
            Stream.concat(Stream.of(publish.key().text(), session), echo.stream()).toList());
    AuthReply reply =
        new AuthReply.Accepted(
            context.seal().publicKey(),
            publishPort.getAsInt(),
            context.seal().publicKeySignature(way.signature()),
            echo.map(text -> sealed.get(2)),
            sealed.get(0),
            Optional.of(sealed.get(1)),
            publish.signature(),
            way.echo());
    return way.version() < SIGNED ? Msgpack.WIRE.encode(reply.toMap()) : signed(reply, way);
  }

  /** The token's text, for the minion alone; nothing when this master cannot read it. */
  private Optional<byte[]> open(Bytes token, RSAPublicKey key, EncryptionAlgorithm encryption) {
    return context
        .seal()
        .decrypt(encryption, token.array())
        .filter(text -> text.length <= longest(key, encryption));
  }

  /** The longest text that fits, by RFC 8017. */
  private static int longest(RSAPublicKey key, EncryptionAlgorithm encryption) {
    int hash = encryption == EncryptionAlgorithm.OAEP_SHA1 ? 20 : 28;
    return (key.getModulus().bitLength() + 7) / 8 - 2 * hash - 2;
  }

  private List<Bytes> seal(RSAPublicKey key, EncryptionAlgorithm encryption, List<byte[]> texts) {
    return context.tools().signing().call(rsa -> rsa.encryptAll(key, encryption, texts)).stream()
        .map(Bytes::of)
        .toList();
  }

  private byte[] signed(AuthReply reply, Way way) {
    byte[] load = Msgpack.WIRE.encode(reply.toMap());
    byte[] signature = context.seal().sign(way.signature(), load);
    return Envelopes.WIRE.encode(new SignedReply(Bytes.of(load), Bytes.of(signature)));
  }
}
