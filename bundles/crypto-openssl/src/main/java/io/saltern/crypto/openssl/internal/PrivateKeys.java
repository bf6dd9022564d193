// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;

/**
 * The private keys in use, each copied to libcrypto once: building one, and its first operation
 * (blinding), cost as much as several later ones. A copy is freed after its key was collected and
 * nobody works with it.
 */
final class PrivateKeys {
  private final Cleaner cleaner = Cleaner.create();
  private final Map<RSAPrivateCrtKey, Holder> holders = new WeakHashMap<>();

  <R> R use(RSAPrivateCrtKey key, Function<NativeKey, R> work) {
    Holder holder = holder(key);
    try {
      return work.apply(holder.copy);
    } finally {
      Reference.reachabilityFence(holder);
    }
  }

  private Holder holder(RSAPrivateCrtKey key) {
    synchronized (holders) {
      return holders.computeIfAbsent(key, this::copy);
    }
  }

  private Holder copy(RSAPrivateCrtKey key) {
    NativeKey copy = NativeKey.of(key);
    Holder holder = new Holder(copy);
    cleaner.register(holder, copy::close);
    return holder;
  }

  private static final class Holder {
    final NativeKey copy;

    Holder(NativeKey copy) {
      this.copy = copy;
    }
  }
}
