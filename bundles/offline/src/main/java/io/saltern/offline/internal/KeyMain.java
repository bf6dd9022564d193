// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Settings;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.KeyStore;
import io.saltern.audit.internal.AuditRecorder;
import io.saltern.audit.internal.AuditedAccessControl;
import io.saltern.client.Main;
import io.saltern.config.internal.SaltYaml;
import io.saltern.config.internal.SettingsFiles;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.crypto.bouncycastle.internal.RsaSigningProvider;
import io.saltern.master.internal.FileKeyStore;
import io.saltern.master.internal.KeyFiles;
import io.saltern.master.internal.LiveCodec;
import io.saltern.master.internal.MasterEventBus;
import io.saltern.master.internal.PubkeySignatureFile;
import io.saltern.master.internal.PublicKeys;
import io.saltern.master.internal.Signer;
import io.saltern.programs.internal.KeyPairProgram;
import io.saltern.programs.internal.KeyProgram;
import java.io.IOException;
import java.util.List;

/**
 * {@code salt-key} on the key files themselves. Who may is what the permissions of the files say:
 * there is no master to judge.
 */
public final class KeyMain {
  private static final int NOT_POSSIBLE = 1;

  private KeyMain() {}

  public static void main(String[] args) throws InterruptedException {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> typed) throws InterruptedException {
    if (KeyPairProgram.isMeant(typed)) {
      return new KeyPairProgram(
              new PemKeyCodec(), pem -> PublicKeys.fingerprint(pem, "sha256"), new SaltYaml())
          .run(new TerminalCall(typed));
    }
    try {
      Settings settings = SettingsFiles.ofMaster(Main.configDir(typed));
      try (AuditRecorder audit = AuditRecorder.at(settings)) {
        return program(settings, audit).run(new TerminalCall(typed));
      }
    } catch (ConfigurationException | IOException e) {
      System.err.println("[ERROR   ] " + e.getMessage());
      return NOT_POSSIBLE;
    }
  }

  private static KeyProgram program(Settings settings, AuditLog audit) throws IOException {
    PresentSettings live = () -> settings;
    LiveCodec codec = LiveCodec.of(new PemKeyCodec());
    KeyStore keys = new FileKeyStore(live, new KeyFiles(live, audit), codec, new MasterEventBus());
    return new KeyProgram(
        () -> settings,
        new SaltYaml(),
        keys,
        new AuditedAccessControl(KeyMain::allow, audit),
        new PubkeySignatureFile(live, codec, new Signer(new RsaSigningProvider())),
        new NoLogins());
  }

  private static Decision allow(Caller caller, AccessRequest request) {
    return Decision.allow(Decision.Reason.ADMIN, "the files are " + caller.user() + "'s");
  }
}
