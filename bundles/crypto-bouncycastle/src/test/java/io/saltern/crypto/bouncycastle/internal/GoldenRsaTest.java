// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.bouncycastle.internal;

import io.saltern.crypto.contract.GoldenRsaContract;

class GoldenRsaTest extends GoldenRsaContract {
  GoldenRsaTest() {
    super(new RsaSigningProvider());
  }
}
