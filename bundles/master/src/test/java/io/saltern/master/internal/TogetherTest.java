// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.PlainFramework;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;

/** The real bundles of a master in one framework, on any free ports of loopback. */
class TogetherTest {
  private static final String CONFIG_DIR = "saltern.config.dir";
  private static final String PUBLISHER = "io.saltern.api.master.Publisher";
  private static final String KEYS = "io.saltern.api.master.KeyStore";
  private static final List<String> BUNDLES =
      List.of(
          "io.saltern.api",
          "io.saltern.wire",
          "io.saltern.targeting",
          "org.msgpack.msgpack-core",
          "org.yaml.snakeyaml",
          "io.saltern.config",
          "bcprov",
          "bcutil",
          "bcpkix",
          "io.saltern.crypto-bouncycastle",
          "io.saltern.transport-zeromq",
          "io.saltern.channel",
          "org.xerial.sqlite-jdbc",
          "io.saltern.store-sqlite",
          "io.saltern.acl",
          "io.saltern.audit",
          "io.saltern.cli",
          "io.saltern.master");

  @TempDir Path root;

  @BeforeEach
  void configure() throws Exception {
    Files.write(
        root.resolve("master"),
        List.of(
            "root_dir: " + root,
            "id: together",
            "interface: 127.0.0.1",
            "publish_port: 0",
            "ret_port: 0"));
    System.setProperty(CONFIG_DIR, root.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(CONFIG_DIR);
  }

  @Test
  void comesUpAndOutlivesTheLossOfItsStore() throws Exception {
    try (PlainFramework framework = new PlainFramework()) {
      List<Bundle> bundles = new ArrayList<>();
      BUNDLES.forEach(name -> bundles.add(framework.install(name)));
      framework.start(bundles);
      awaitService(framework, PUBLISHER, true);
      awaitService(framework, KEYS, true);
      Path pki = root.resolve("etc/salt/pki/master");
      assertThat(pki.resolve("master.pem")).exists();
      assertThat(permissions(pki)).isEqualTo("rwx------");
      Path database = root.resolve("var/cache/salt/master/store/master.sqlite");
      assertThat(permissions(database)).isEqualTo("rw-------");
      assertThat(permissions(database.resolveSibling("native"))).isEqualTo("rwx------");

      Bundle store = bundle(bundles, "io.saltern.store-sqlite");
      store.stop();
      awaitService(framework, PUBLISHER, false);
      awaitService(framework, KEYS, true);
      store.start();
      awaitService(framework, PUBLISHER, true);
    }
  }

  private static Bundle bundle(List<Bundle> bundles, String name) {
    return bundles.stream().filter(b -> name.equals(b.getSymbolicName())).findFirst().orElseThrow();
  }

  private static void awaitService(PlainFramework framework, String name, boolean there) {
    Await.until(
        name + (there ? " is offered" : " is gone"),
        Duration.ofMinutes(3),
        () -> isThere(framework, name) == there);
  }

  /** Asks for all, as the test's own class of that name is another one. */
  private static boolean isThere(PlainFramework framework, String name) {
    try {
      return framework.context().getAllServiceReferences(name, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
