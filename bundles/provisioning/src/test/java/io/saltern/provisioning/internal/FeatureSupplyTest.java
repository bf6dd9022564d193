// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.features.BootFinished;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureSupplyTest {
  private static final BootFinished FINISHED = new BootFinished() {};

  @TempDir private Path folder;

  /** The backends that run. */
  private final SortedSet<String> present = Collections.synchronizedSortedSet(new TreeSet<>());

  private final List<String> installs = new CopyOnWriteArrayList<>();
  private final CountDownLatch shop = new CountDownLatch(1);
  private boolean slow;
  private FeatureSupply supply;

  @BeforeEach
  void start() {
    present.add("file");
    restart();
  }

  private void restart() {
    if (supply != null) {
      supply.close();
    }
    supply =
        new FeatureSupply(
            new Pam(),
            () -> new TreeSet<>(List.copyOf(present)),
            new KnownBackends(folder.resolve("backends")),
            Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    supply.close();
  }

  /** Has pam, and keys, whose feature is broken. */
  private final class Pam implements Shelf {
    @Override
    public SortedSet<String> backends() {
      return new TreeSet<>(List.of("pam", "keys"));
    }

    @Override
    public boolean isInstalled(String backend) {
      return false;
    }

    @Override
    public void install(String backend) throws IOException {
      installs.add(backend);
      if (backend.equals("keys")) {
        throw new IOException("broken");
      }
      try {
        if (slow && !shop.await(60, TimeUnit.SECONDS)) {
          throw new IOException("nobody let it go on");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      present.add(backend);
    }
  }

  private void configure(String... names) {
    Map<String, Object> section =
        Stream.of(names).collect(Collectors.toMap(name -> name, name -> Map.of()));
    supply.bindSettings(
        new FixedSettings(Path.of("/nowhere"))
            .withAll(Map.of(MasterOptions.EXTERNAL_AUTH, section)));
  }

  private void awaitSettled(String name) {
    Await.until(name + " is seen to", Duration.ofSeconds(60), () -> !supply.expects(name));
  }

  @Test
  void installsWhatIsNamedAndNotThere() {
    supply.bindBoot(FINISHED);
    configure("file", "pam");
    awaitSettled("pam");
    awaitSettled("file");
    assertThat(installs).containsExactly("pam");
    assertThat(present).contains("pam");
  }

  @Test
  void expectsWhatIsNamedUntilItHasSeenToIt() {
    slow = true;
    configure("pam", "file");
    assertThat(supply.expects("pam")).isTrue();
    assertThat(supply.expects("file")).isTrue();
    assertThat(supply.expects("nosuch")).isFalse();
    assertThat(installs).isEmpty();
    supply.bindBoot(FINISHED);
    awaitSettled("file");
    assertThat(supply.expects("pam")).isTrue();
    shop.countDown();
    awaitSettled("pam");
  }

  @Test
  void leavesAwayWhatSomebodyTookAwayUntilItIsNamedAnew() throws IOException {
    supply.bindBoot(FINISHED);
    configure("pam");
    awaitKnown("pam");
    present.remove("pam");
    configure("pam", "file");
    awaitKnown("file\npam");
    restart();
    configure("pam", "file");
    supply.bindBoot(FINISHED);
    awaitSettled("pam");
    assertThat(installs).containsExactly("pam");

    configure("file");
    awaitKnown("file");
    configure("pam", "file");
    awaitKnown("file\npam");
    assertThat(installs).containsExactly("pam", "pam");
  }

  @Test
  void triesAgainWhatFailedAsSoonAsTheSettingsAreReadAgain() throws IOException {
    supply.bindBoot(FINISHED);
    configure("keys", "file");
    awaitKnown("file");
    configure("keys", "file", "pam");
    awaitKnown("file\npam");
    assertThat(installs.stream().filter("keys"::equals)).hasSizeGreaterThan(1);
    awaitSettled("keys");
  }

  @Test
  void doesNotExpectWhatNobodyHas() throws IOException {
    supply.bindBoot(FINISHED);
    configure("nosuch", "file");
    awaitKnown("file");
    awaitSettled("nosuch");
    assertThat(installs).isEmpty();
  }

  private void awaitKnown(String lines) {
    Path file = folder.resolve("backends");
    Await.until(
        "known: " + lines,
        Duration.ofSeconds(60),
        () -> Files.exists(file) && Files.readString(file).strip().equals(lines));
  }
}
