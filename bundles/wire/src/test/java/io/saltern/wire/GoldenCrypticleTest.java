// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GoldenCrypticleTest {
  @Test
  void sealsAsTheReleaseDoes() throws WireException {
    JsonObject file = Golden.file("crypticle.json");
    Crypticle crypticle = new Crypticle(CrypticleKey.parse(file.get("key_string").getAsString()));
    assertThat(file.getAsJsonArray("cases")).hasSize(6);
    for (JsonElement element : file.getAsJsonArray("cases")) {
      JsonObject vector = element.getAsJsonObject();
      Object value = Msgpack.WIRE.decode(Golden.bytes(vector, "msgpack_of_object_b64"));
      JsonElement text = vector.get("nonce");
      Nonce nonce = text.isJsonNull() ? null : new Nonce(text.getAsString());
      byte[] iv = HexFormat.of().parseHex(vector.get("iv_hex").getAsString());
      byte[] sealed = Golden.bytes(vector, "ciphertext_b64");

      assertThat(crypticle.sealWith(iv, value, nonce)).isEqualTo(sealed);
      Object opened = nonce == null ? crypticle.open(sealed) : crypticle.open(sealed, nonce);
      assertThat(Msgpack.WIRE.encode(opened)).isEqualTo(Msgpack.WIRE.encode(value));
    }
  }

  @Test
  void refusesTheTamperedMessage() {
    JsonObject file = Golden.file("crypticle.json");
    Crypticle crypticle = new Crypticle(CrypticleKey.parse(file.get("key_string").getAsString()));
    assertThatThrownBy(() -> crypticle.open(Golden.bytes(file, "negative_tampered_b64")))
        .isInstanceOfSatisfying(
            CrypticleException.class,
            e -> assertThat(e.reason()).isEqualTo(CrypticleException.Reason.NOT_AUTHENTIC));
  }

  @Test
  void sealsAsTheFirstRecordedReleaseDoes() {
    JsonObject file = Golden.file("primitives_3006_0.json");
    CrypticleKey key = CrypticleKey.parse(file.get("session_key_string").getAsString());
    byte[] iv = HexFormat.of().parseHex(file.get("iv_hex").getAsString());
    byte[] message = HexFormat.of().parseHex(file.get("object_msgpack_hex").getAsString());
    Nonce nonce = new Nonce(file.get("nonce").getAsString());

    Object value = assertDecodes(message);
    Crypticle crypticle = new Crypticle(key);
    assertThat(crypticle.sealWith(iv, value, null))
        .isEqualTo(Golden.bytes(file, "crypticle_no_nonce"));
    assertThat(crypticle.sealWith(iv, value, nonce))
        .isEqualTo(Golden.bytes(file, "crypticle_with_nonce"));
    assertThat(key.keyString()).isEqualTo(file.get("session_key_string").getAsString());
  }

  private static Object assertDecodes(byte[] message) {
    try {
      Object value = Msgpack.WIRE.decode(message);
      assertThat(Msgpack.WIRE.encode(value)).isEqualTo(message);
      return value;
    } catch (MalformedMessageException e) {
      throw new AssertionError(e);
    }
  }
}
