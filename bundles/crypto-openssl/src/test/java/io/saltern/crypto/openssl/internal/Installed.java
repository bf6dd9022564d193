// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

final class Installed {
  private Installed() {}

  static OpenSslSigningProvider provider() {
    try {
      return OpenSslSigningProvider.load();
    } catch (LinkageError e) {
      throw new AssertionError("no " + LibCrypto.LIBRARY + ": sudo apt-get install libssl3", e);
    }
  }
}
