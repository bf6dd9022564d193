// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import io.saltern.crypto.contract.GoldenRsaContract;

class GoldenRsaTest extends GoldenRsaContract {
  GoldenRsaTest() {
    super(Installed.provider());
  }
}
