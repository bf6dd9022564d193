// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.Nonce;
import io.saltern.wire.SealedRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been decrypted. Nothing in it is proven yet but that its sender has the key.
 *
 * @param envelope what it came in
 * @param crypticle what it was sealed with, and its answer is to be
 * @param load what was inside, without the fields that only the channel uses
 */
record OpenedRequest(
    SealedRequest envelope,
    Crypticle crypticle,
    Map<String, @Nullable Object> load,
    Optional<Nonce> nonce,
    Optional<Bytes> token,
    Optional<Bytes> signature) {
  String command() {
    return load.get("cmd") instanceof String name ? name : "";
  }

  /** The answer as it travels. */
  byte[] seal(@Nullable Object value) {
    return nonce.map(n -> crypticle.seal(value, n)).orElseGet(() -> crypticle.seal(value));
  }
}
