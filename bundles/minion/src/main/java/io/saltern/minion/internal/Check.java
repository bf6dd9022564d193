// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;

/** {@code salt-minion --check}: tells of each configured master what a start would meet there. */
final class Check {
  private final Call.Parts parts;
  private final BundleContext context;
  private final Settings settings;
  private final PrintStream out;

  Check(Call.Parts parts, BundleContext context) {
    this.parts = parts;
    this.context = context;
    this.settings = parts.settings();
    this.out = parts.out();
  }

  /** Runs it; the value is the exit code: 0 = the minion could serve every master. */
  int run() throws InterruptedException {
    List<Endpoint> masters = MasterAddresses.of(settings);
    String type = settings.get(MinionOptions.MASTER_TYPE);
    out.printf(
        "Minion %s, master_type %s, %d master%s%n",
        parts.state().id(), type, masters.size(), masters.size() == 1 ? "" : "s");
    boolean signer = signerIsThere();
    List<Endpoint> good = new ArrayList<>();
    try {
      Optional<MinionIdentity> identity = identity();
      ClientChannelFactory channels = ProgramServices.get(context, ClientChannelFactory.class);
      MasterCheck check = new MasterCheck(settings, identity, channels, out);
      for (Endpoint master : masters) {
        out.printf("%n%s%n", master);
        if (check.passes(master)) {
          good.add(master);
        }
      }
    } catch (IOException | KeyFormatException e) {
      out.printf("%nThe minion's own key cannot be used: %s%n", e.getMessage());
      return 1;
    } catch (TimeoutException e) {
      out.printf("%nNothing can be checked: %s%n", e.getMessage());
      return 1;
    }
    out.printf("%n%s%n", outcome(type, good));
    return signer && good.size() == masters.size() ? 0 : 1;
  }

  private boolean signerIsThere() {
    if (!settings.get(MinionOptions.VERIFY_MASTER_PUBKEY_SIGN)) {
      return true;
    }
    String name = settings.get(CommonOptions.MASTER_SIGN_KEY_NAME) + ".pub";
    Path file = settings.path(MinionOptions.PKI_DIR).resolve(name);
    boolean there = Files.isReadable(file);
    if (!there) {
      out.printf(
          "verify_master_pubkey_sign is set and %s is not there: copy %s from the master's pki_dir%n",
          file, name);
    }
    return there;
  }

  /** Makes no key: that is for the first start. */
  private Optional<MinionIdentity> identity()
      throws IOException, KeyFormatException, InterruptedException, TimeoutException {
    MinionKeys keys = new MinionKeys(settings, ProgramServices.get(context, KeyCodec.class));
    return Files.exists(keys.privateFile())
        ? Optional.of(keys.load(parts.state().id()))
        : Optional.empty();
  }

  private static String outcome(String type, List<Endpoint> good) {
    if (good.isEmpty()) {
      return "The minion would serve no master.";
    }
    String list = good.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    return switch (type) {
      case "disable" -> "The minion would serve no master: master_type is disable.";
      case "str" -> "The minion would serve " + list + ".";
      default ->
          good.size() == 1
              ? "The minion would serve " + list + ", and has no other when that fails."
              : "The minion would serve one of " + list + ", and the next when that fails.";
    };
  }
}
