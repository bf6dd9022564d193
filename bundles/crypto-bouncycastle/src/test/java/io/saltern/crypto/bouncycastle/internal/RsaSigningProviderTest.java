// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.crypto.contract.SigningProviderContract;

class RsaSigningProviderTest extends SigningProviderContract {
  RsaSigningProviderTest() {
    super(new RsaSigningProvider());
  }
}
