// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import io.saltern.crypto.contract.SigningProviderContract;

class OpenSslSigningProviderTest extends SigningProviderContract {
  OpenSslSigningProviderTest() {
    super(Installed.provider());
  }
}
