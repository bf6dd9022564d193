// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.crypto.SigningProvider;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.Publisher;
import io.saltern.api.program.Program;
import io.saltern.api.store.JobStore;
import io.saltern.api.store.MinionDataStore;
import io.saltern.api.transport.Transport;
import io.saltern.testing.Await;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The built master, seen from inside: its services, its features, its bundles under change. */
@ExtendWith(ContainerExtension.class)
public class MasterIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String OPENSSL = "saltern-crypto-openssl";

  @Inject private BundleContext context;
  @Inject private FeaturesService features;
  @Inject private Publisher publisher;

  @Test
  public void everyServiceOfAMasterIsThere() throws Exception {
    for (Class<?> service :
        List.of(
            Publisher.class,
            AccessControl.class,
            EventBus.class,
            KeyStore.class,
            JobStore.class,
            MinionDataStore.class)) {
      awaitOne(service, "(service.id=*)");
    }
    awaitOne(Transport.class, "(transport=zeromq)");
    for (String program : List.of("salt", "salt-key", "salt-run")) {
      awaitOne(Program.class, "(program=" + program + ")");
    }
  }

  /** The test begins as soon as its own bundle is there. */
  private void awaitOne(Class<?> service, String filter) {
    Await.until(
        "one " + service.getName() + " " + filter,
        PATIENCE,
        () -> context.getServiceReferences(service, filter).size() == 1);
  }

  @Test
  public void everyBundleBecomesActive() throws Exception {
    Await.until(
        "all are active",
        PATIENCE,
        () -> ours().findAny().isPresent() && ours().allMatch(MasterIT::isActive));
  }

  private Stream<Bundle> ours() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("io.saltern."));
  }

  private static boolean isActive(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE;
  }

  @Test
  public void aFeatureGoesAndComesBack() throws Exception {
    assertThat(providers()).contains("openssl");
    features.uninstallFeature(OPENSSL, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
    assertThat(providers()).containsExactly("bouncycastle");
    assertThat(TypedProgram.run(context, "salt-key", "-L").exit()).isZero();
    features.installFeature(OPENSSL, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
    assertThat(providers()).contains("openssl");
  }

  @Test
  public void bundlesAreUpdatedWhilePingsRun() throws Exception {
    Path minion = Files.createTempDirectory("st-swap-");
    Process process = startMinion(minion);
    try {
      awaitPing();
      AtomicBoolean stop = new AtomicBoolean();
      CompletableFuture<List<String>> pings = CompletableFuture.supplyAsync(() -> pingUntil(stop));
      for (int i = 0; i < 5; i++) {
        update("crypto-bouncycastle");
        update("crypto-openssl");
      }
      stop.set(true);
      assertThat(pings.get()).isNotEmpty().allMatch("swap:\n    True\n"::equals);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process startMinion(Path folder) throws Exception {
    Path distribution = Files.createDirectory(folder.resolve("dist"));
    new ProcessBuilder(
            "tar",
            "xzf",
            System.getProperty("saltern.minion.archive"),
            "-C",
            distribution.toString(),
            "--strip-components=1")
        .start()
        .waitFor();
    Files.writeString(
        folder.resolve("minion"),
        "root_dir: "
            + folder
            + "\nid: swap\nmaster: "
            + System.getProperty("saltern.address")
            + "\n");
    return new ProcessBuilder(
            distribution.resolve("bin/salt-minion").toString(), "-c", folder.toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("terminal").toFile())
        .start();
  }

  private void awaitPing() {
    Await.until("the minion answers", PATIENCE, () -> ping().equals("swap:\n    True\n"));
  }

  private String ping() throws InterruptedException {
    return TypedProgram.run(context, "salt", "--no-color", "*", "test.ping").out();
  }

  private List<String> pingUntil(AtomicBoolean stop) {
    List<String> answers = new ArrayList<>();
    try {
      while (!stop.get()) {
        answers.add(ping());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return answers;
  }

  private void update(String module) throws Exception {
    Bundle bundle =
        Arrays.stream(context.getBundles())
            .filter(b -> b.getSymbolicName().equals("io.saltern." + module))
            .findFirst()
            .orElseThrow();
    Path jar =
        Path.of(System.getProperty("saltern.bundles"), module, "target")
            .resolve(module + "-" + System.getProperty("saltern.version") + ".jar");
    try (InputStream content = Files.newInputStream(jar)) {
      bundle.update(content);
    }
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
  }

  private Stream<String> providers() throws Exception {
    return context.getServiceReferences(SigningProvider.class, null).stream()
        .map(reference -> context.getService(reference).name())
        .sorted();
  }
}
