// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PrivateReply} hides.
 *
 * @param data {@link Content}, encoded: exactly the bytes that are signed
 * @param sig the master's signature
 */
public record SignedPillar(Bytes data, Bytes sig) {
  /**
   * Reads an opened private reply.
   *
   * @throws EnvelopeException when a field is missing or of a wrong type
   */
  public static SignedPillar of(@Nullable Object opened) throws EnvelopeException {
    Fields fields = Fields.of("pillar", opened);
    return new SignedPillar(fields.bytes("data"), fields.bytes("sig"));
  }

  /** The map that is sealed. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("data", data);
    map.put("sig", sig);
    return map;
  }

  /**
   * What is signed. {@link #toString} does not show the pillar.
   *
   * @param key the same bytes as in the {@link PrivateReply}
   * @param pillar the pillar, usually a map
   * @param nonce the request's nonce
   */
  public record Content(Bytes key, @Nullable Object pillar, Optional<Nonce> nonce) {
    /**
     * Reads signed data once its signature has been verified.
     *
     * @throws EnvelopeException when a field is missing or of a wrong type
     */
    public static Content of(Map<String, @Nullable Object> map) throws EnvelopeException {
      Fields fields = new Fields(map);
      return new Content(fields.bytes("key"), fields.get("pillar"), fields.nonce());
    }

    /** The map that is encoded and signed. */
    public Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("key", key);
      map.put("pillar", pillar);
      nonce.ifPresent(n -> map.put("nonce", n.value()));
      return map;
    }

    @Override
    public String toString() {
      return "Content[hidden]";
    }
  }
}
