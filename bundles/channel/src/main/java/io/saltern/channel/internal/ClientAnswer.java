// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.Envelopes;
import io.saltern.wire.Msgpack;
import io.saltern.wire.Nonce;
import io.saltern.wire.SignedPillar;
import io.saltern.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a command: sealed with the session key, or for the minion's key alone. */
final class ClientAnswer {
  private static final String KEY = "key";

  private final ClientContext context;
  private final ClientKeys keys;
  private final Nonce nonce;

  ClientAnswer(ClientContext context, ClientKeys keys, Nonce nonce) {
    this.context = context;
    this.keys = keys;
    this.nonce = nonce;
  }

  /**
   * What an answer says.
   *
   * @param flaw why it cannot be taken; null when it can
   */
  record Reading(@Nullable Object value, @Nullable String flaw) {}

  Reading read(byte[] body) {
    try {
      if (Msgpack.WIRE.decode(body) instanceof Map<?, ?> map) {
        return map.containsKey(KEY) ? readPrivate(map) : flaw("the master refuses the request");
      }
      byte[] sealed = Envelopes.WIRE.decodeSealed(body).array();
      return new Reading(keys.session().open(sealed, nonce), null);
    } catch (WireException e) {
      return flaw("the answer cannot be read: " + e.getMessage());
    }
  }

  private Reading readPrivate(Map<?, ?> map) throws WireException {
    Bytes sealedKey = bytes(map.get(KEY));
    Optional<?> field = map.keySet().stream().filter(name -> !KEY.equals(name)).findFirst();
    if (map.size() != 2 || field.isEmpty()) {
      return flaw("a private answer with other fields");
    }
    Optional<byte[]> keyText =
        context
            .tools()
            .signing()
            .call(
                rsa ->
                    rsa.decrypt(
                        context.identity().privateKey(), context.encryption(), sealedKey.array()));
    if (keyText.isEmpty()) {
      return flaw("a private answer for another key");
    }
    Crypticle crypticle;
    try {
      crypticle =
          new Crypticle(CrypticleKey.parse(new String(keyText.get(), StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return flaw("a private answer without a key");
    }
    SignedPillar signed = SignedPillar.of(crypticle.open(bytes(map.get(field.get())).array()));
    boolean valid =
        context
            .tools()
            .signing()
            .call(
                rsa ->
                    rsa.verify(
                        keys.master(),
                        context.signature(),
                        signed.data().array(),
                        signed.sig().array()));
    if (!valid) {
      return flaw("a private answer that the master did not sign");
    }
    return content(Msgpack.WIRE.decodeMap(signed.data().array()), sealedKey, field.get());
  }

  private Reading content(Map<String, @Nullable Object> data, Bytes sealedKey, Object field) {
    if (data.get(KEY) == null || !bytes(data.get(KEY)).equals(sealedKey)) {
      return flaw("a private answer that was signed with another key");
    }
    if (!nonce.value().equals(data.get("nonce"))) {
      return flaw("a private answer to another request");
    }
    return new Reading(data.get(String.valueOf(field)), null);
  }

  private static Bytes bytes(@Nullable Object value) {
    if (value instanceof byte[] array) {
      return Bytes.of(array);
    }
    return Bytes.ofText(value instanceof String text ? text : "");
  }

  private static Reading flaw(String what) {
    return new Reading(null, what);
  }
}
