// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The minions with an accepted key. What is derived from a key is kept for as long as the key's
 * text stays the same, so that a request costs no RSA operation.
 */
final class KnownMinions {
  private static final Logger LOG = LoggerFactory.getLogger(KnownMinions.class);
  private static final byte[] TOKEN_TEXT = "salt".getBytes(StandardCharsets.US_ASCII);

  private final Tools tools;
  private final MinionAdmission admission;
  private final Map<MinionId, KnownMinion> known = new ConcurrentHashMap<>();

  KnownMinions(Tools tools, MinionAdmission admission) {
    this.tools = tools;
    this.admission = admission;
  }

  /** The minion, if its key is accepted now. */
  Optional<KnownMinion> find(MinionId id) {
    Optional<String> pem = admission.acceptedKey(id);
    if (pem.isEmpty()) {
      known.remove(id);
      return Optional.empty();
    }
    KnownMinion minion = known.get(id);
    if (minion != null && minion.pem().equals(pem.get())) {
      return Optional.of(minion);
    }
    if (minion != null && minion.isOf(PemText.clean(pem.get()))) {
      KnownMinion same = minion.withText(pem.get());
      known.put(id, same);
      return Optional.of(same);
    }
    Optional<RSAPublicKey> key = parse(id, pem.get());
    key.ifPresent(k -> known.put(id, new KnownMinion(pem.get(), k)));
    return key.flatMap(k -> Optional.ofNullable(known.get(id)));
  }

  /** The key that a cleaned text stands for, if that was the minion's when last accepted. */
  Optional<RSAPublicKey> key(MinionId id, String pem) {
    return Optional.ofNullable(known.get(id))
        .filter(minion -> minion.isOf(pem))
        .map(KnownMinion::key);
  }

  /** Keeps what a cleaned text stands for, now that it was accepted: reading it takes its time. */
  void accepted(MinionId id, String pem, RSAPublicKey key) {
    known.compute(
        id, (i, minion) -> minion != null && minion.isOf(pem) ? minion : new KnownMinion(pem, key));
  }

  /** Whether the token was made with the minion's key. */
  boolean proves(KnownMinion minion, Bytes token) {
    if (minion.token().is(token)) {
      return true;
    }
    boolean valid =
        tools
            .signing()
            .call(rsa -> rsa.x931Open(minion.key(), token.array()))
            .filter(text -> Arrays.equals(text, TOKEN_TEXT))
            .isPresent();
    if (valid) {
      minion.token().set(token);
    }
    return valid;
  }

  void forget(MinionId id) {
    known.remove(id);
  }

  private Optional<RSAPublicKey> parse(MinionId id, String pem) {
    return tools
        .codec()
        .call(
            codec -> {
              try {
                return Optional.of(codec.readPublic(pem));
              } catch (KeyFormatException e) {
                LOG.error("The accepted key of minion {} cannot be read: {}", id, e.getMessage());
                return Optional.empty();
              }
            });
  }
}
