// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MinionIdentity;
import io.saltern.wire.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What proves with each request whose it is: always the same text, signed. RSA's slow operation, so
 * it is made once.
 */
final class MinionToken {
  private static final byte[] TEXT = "salt".getBytes(StandardCharsets.US_ASCII);

  private final Tools tools;
  private final MinionIdentity identity;
  private @Nullable Bytes made;

  MinionToken(Tools tools, MinionIdentity identity) {
    this.tools = tools;
    this.identity = identity;
  }

  /** Those who ask while it is made wait for it. */
  synchronized Bytes get() {
    Bytes token = made;
    if (token == null) {
      token = Bytes.of(tools.signing().call(rsa -> rsa.x931Sign(identity.privateKey(), TEXT)));
      made = token;
    }
    return token;
  }
}
