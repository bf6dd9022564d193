// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.wire.Bytes;
import io.saltern.wire.Nonce;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a master remembers of a minion with one accepted key.
 *
 * @param pem the key's text
 */
record KnownMinion(
    String pem,
    RSAPublicKey key,
    ProvenToken token,
    ReplayWindow window,
    Map<String, RateLimit> rates) {
  KnownMinion(String pem, RSAPublicKey key) {
    this(pem, key, new ProvenToken(), new ReplayWindow(), new ConcurrentHashMap<>());
  }

  /** Whether a cleaned text is that of its key. */
  boolean isOf(String cleaned) {
    return pem.equals(cleaned) || PemText.clean(pem).equals(cleaned);
  }

  /** The same, whose key was found with other white space around it. */
  KnownMinion withText(String text) {
    return new KnownMinion(text, key, token, window, rates);
  }

  /** Whether the minion may send a command once more in this minute. */
  boolean mayNow(String command, int perMinute) {
    return rates.computeIfAbsent(command, c -> new RateLimit()).take(perMinute, System.nanoTime());
  }

  /** The token that was found valid: it is always the same for a key. */
  static final class ProvenToken {
    private volatile @Nullable Bytes token;

    boolean is(Bytes other) {
      Bytes known = token;
      return known != null && known.equals(other);
    }

    void set(Bytes proven) {
      token = proven;
    }
  }

  /** The nonces that came last. Knows them by half of their bits, which is plenty. */
  static final class ReplayWindow {
    private static final int SIZE = 256;
    private static final int HALF = Nonce.LENGTH / 2;

    private long[] seen = new long[8];
    private int count;

    /** Takes a nonce in; false when it came before. */
    synchronized boolean admit(Nonce nonce) {
      long bits = Long.parseUnsignedLong(nonce.value(), 0, HALF, 16);
      int known = Math.min(count, seen.length);
      for (int i = 0; i < known; i++) {
        if (seen[i] == bits) {
          return false;
        }
      }
      if (count == seen.length && count < SIZE) {
        seen = Arrays.copyOf(seen, 2 * count);
      }
      seen[count % seen.length] = bits;
      count = count + 1 == 2 * SIZE ? SIZE : count + 1;
      return true;
    }
  }

  /** At most so many in a minute, evenly refilled. */
  static final class RateLimit {
    private static final double MINUTE = 60e9;
    private double used;
    private long last = System.nanoTime();

    synchronized boolean take(int perMinute, long now) {
      used = Math.max(0, used - (now - last) * perMinute / MINUTE);
      last = now;
      if (used + 1 > perMinute) {
        return false;
      }
      used++;
      return true;
    }
  }
}
