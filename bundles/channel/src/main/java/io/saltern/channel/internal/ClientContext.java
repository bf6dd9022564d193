// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.Endpoint;

/** What the parts of a minion's end share. */
record ClientContext(
    Tools tools,
    Settings settings,
    MinionIdentity identity,
    Endpoint master,
    MasterKeyFile trusted,
    Pool workers,
    EncryptionAlgorithm encryption,
    SignatureAlgorithm signature,
    MinionToken token) {
  private static final int MOST_WAITING = 10_000;
  private static final int THREADS = 2;

  static ClientContext of(
      Tools tools, Settings settings, MinionIdentity identity, Endpoint master) {
    return new ClientContext(
        tools,
        settings,
        identity,
        master,
        new MasterKeyFile(tools, settings.path(MinionOptions.PKI_DIR)),
        new Pool("channel-client", THREADS, MOST_WAITING),
        EncryptionAlgorithm.of(settings.get(MinionOptions.ENCRYPTION_ALGORITHM))
            .orElseThrow(() -> new IllegalArgumentException("encryption_algorithm")),
        SignatureAlgorithm.of(settings.get(MinionOptions.SIGNING_ALGORITHM))
            .orElseThrow(() -> new IllegalArgumentException("signing_algorithm")),
        new MinionToken(tools, identity));
  }

  String signerFile() {
    return settings.get(CommonOptions.MASTER_SIGN_KEY_NAME) + ".pub";
  }
}
