// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.api.MinionId;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.crypto.openssl.internal.OpenSslSigningProvider;
import io.saltern.wire.AuthReply;
import io.saltern.wire.AuthRequest;
import io.saltern.wire.Bytes;
import io.saltern.wire.ClearRequest;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SignedReply;
import io.saltern.wire.WireException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;

/**
 * The key that all simulated minions share, and what is prepared with it: signing in again and
 * again costs this side no private RSA operation.
 */
final class SharedIdentity {
  private static final EncryptionAlgorithm ENCRYPTION = EncryptionAlgorithm.OAEP_SHA1;
  private static final SignatureAlgorithm SIGNATURE = SignatureAlgorithm.PKCS1V15_SHA1;

  private final SigningProvider rsa = OpenSslSigningProvider.load();
  private final PemKeyCodec pem = new PemKeyCodec();
  private final RSAPrivateCrtKey key;
  private final String pub;
  private final Bytes tok;
  private final Bytes token;

  /** Makes a key, and the token that proves the master of {@code pkiDir}. */
  SharedIdentity(Path pkiDir) throws IOException {
    KeyPair pair = pem.generate(2048);
    key = (RSAPrivateCrtKey) pair.getPrivate();
    pub = pem.writePublic((RSAPublicKey) pair.getPublic());
    tok = Bytes.of(rsa.x931Sign(key, "salt".getBytes(StandardCharsets.US_ASCII)));
    byte[] secret = CrypticleKey.generate().keyString().getBytes(StandardCharsets.US_ASCII);
    Path file = pkiDir.resolve("master.pub");
    try {
      token = Bytes.of(rsa.encrypt(pem.readPublic(Files.readString(file)), ENCRYPTION, secret));
    } catch (KeyFormatException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The public key as masters keep it. */
  String pub() {
    return pub;
  }

  /** The proof of a minion's requests. */
  Bytes tok() {
    return tok;
  }

  /** A sign-in as it travels. */
  byte[] signIn(MinionId id, Nonce nonce) {
    AuthRequest request =
        new AuthRequest(
            id.value(),
            Optional.of(nonce),
            ENCRYPTION.wireName(),
            SIGNATURE.wireName(),
            Map.of(),
            Optional.of(token),
            pub);
    return Envelopes.WIRE.encode(new ClearRequest(request.toLoad()));
  }

  /** The reply to the sign-in with that nonce, its signature unchecked. */
  static AuthReply reply(byte[] body, Nonce nonce) throws WireException, UnexpectedAnswerException {
    if (!(Envelopes.WIRE.decodeAuthAnswer(body) instanceof SignedReply signed)) {
      throw new UnexpectedAnswerException("the answer to a sign-in is not signed");
    }
    AuthReply reply = AuthReply.of(Msgpack.WIRE.decodeMap(signed.load().array()));
    if (!reply.nonce().equals(Optional.of(nonce))) {
      throw new UnexpectedAnswerException("the reply to another sign-in");
    }
    return reply;
  }

  /** The session of an accepted sign-in: one or two private operations. */
  Session session(AuthReply.Accepted accepted) throws UnexpectedAnswerException {
    Crypticle publications = crypticle(accepted.aes());
    return accepted.session().isPresent()
        ? new Session(3, crypticle(accepted.session().get()), publications)
        : new Session(2, publications, publications);
  }

  private Crypticle crypticle(Bytes sealed) throws UnexpectedAnswerException {
    byte[] text =
        rsa.decrypt(key, ENCRYPTION, sealed.array())
            .orElseThrow(
                () -> new UnexpectedAnswerException("a key that was not made for this minion"));
    return new Crypticle(CrypticleKey.parse(new String(text, StandardCharsets.US_ASCII)));
  }
}
