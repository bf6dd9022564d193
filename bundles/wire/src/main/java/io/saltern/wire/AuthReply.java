// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A master's decision on a sign-in: the load of a {@link SignedReply}. */
public sealed interface AuthReply {
  /** The nonce of the request; absent from replies to version 1 and older. */
  Optional<Nonce> nonce();

  /** The map that is encoded and signed. */
  Map<String, @Nullable Object> toMap();

  /**
   * Reads a decoded map.
   *
   * @throws EnvelopeException when a field is missing or of a wrong type
   */
  static AuthReply of(Map<String, @Nullable Object> map) throws EnvelopeException {
    Fields fields = new Fields(map);
    if (fields.has("ret")) {
      return new Verdict(Outcome.of(fields.get("ret")), fields.nonce());
    }
    return new Accepted(
        fields.text("pub_key"),
        fields.port("publish_port"),
        fields.optionalText("pub_sig"),
        fields.optionalBytes("token"),
        fields.bytes("aes"),
        fields.optionalBytes("session"),
        fields.bytes("sig"),
        fields.nonce());
  }

  /**
   * Signed in.
   *
   * @param pubKey the master's public key in PEM, as written
   * @param publishPort where publications are to be had
   * @param pubSig base64 of the signing key's signature over {@code pubKey}, as written
   * @param token the request's token, encrypted to the minion
   * @param aes the publish key's text, encrypted to the minion
   * @param session the session key's text, encrypted to the minion; absent from old masters
   * @param sig the X9.31 block over the publish key's digest
   */
  record Accepted(
      String pubKey,
      int publishPort,
      Optional<String> pubSig,
      Optional<Bytes> token,
      Bytes aes,
      Optional<Bytes> session,
      Bytes sig,
      Optional<Nonce> nonce)
      implements AuthReply {
    @Override
    public Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("enc", "pub");
      map.put("pub_key", pubKey);
      map.put("publish_port", publishPort);
      pubSig.ifPresent(p -> map.put("pub_sig", p));
      token.ifPresent(t -> map.put("token", t));
      map.put("aes", aes);
      session.ifPresent(s -> map.put("session", s));
      map.put("sig", sig);
      nonce.ifPresent(n -> map.put("nonce", n.value()));
      return map;
    }
  }

  /** Not signed in. */
  record Verdict(Outcome outcome, Optional<Nonce> nonce) implements AuthReply {
    @Override
    public Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("ret", outcome.ret());
      nonce.ifPresent(n -> map.put("nonce", n.value()));
      return map;
    }
  }

  /** Why a minion is not signed in. */
  enum Outcome {
    /** The key waits for somebody to accept it: try again. */
    PENDING,
    /** Rejected, denied, or an invalid id. */
    REFUSED,
    /** The master has as many minions as it takes. */
    FULL;

    private Object ret() {
      return this == FULL ? "full" : (Object) (this == PENDING);
    }

    private static Outcome of(@Nullable Object ret) throws EnvelopeException {
      for (Outcome outcome : values()) {
        if (outcome.ret().equals(ret)) {
          return outcome;
        }
      }
      throw new EnvelopeException("ret", "is neither true, false nor full");
    }
  }
}
