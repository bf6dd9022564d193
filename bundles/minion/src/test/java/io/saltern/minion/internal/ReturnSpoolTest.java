// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.JobId;
import io.saltern.api.transport.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnSpoolTest {
  private static final Endpoint MASTER = new Endpoint("127.0.0.1", 4506);
  private static final Endpoint OTHER = new Endpoint("127.0.0.2", 4506);

  @TempDir Path folder;

  /** Puts returns for ever and says which are kept; run in a process of its own. */
  static final class Filler {
    private Filler() {}

    public static void main(String[] args) throws IOException {
      ReturnSpool spool = new ReturnSpool(Path.of(args[0]), 1 << 30, 1_000_000);
      for (int i = 0; ; i++) {
        JobId job = job(i);
        spool.put(job, MASTER, load(job));
        System.out.println(job);
        System.out.flush();
      }
    }
  }

  @Test
  void whatWasPutSurvivesAKilledProcess() throws Exception {
    Process filler =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Filler.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Set<String> put = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(filler.getInputStream(), StandardCharsets.US_ASCII))) {
      while (put.size() < 40) {
        put.add(Objects.requireNonNull(lines.readLine(), "it has ended"));
      }
      filler.toHandle().destroyForcibly();
      lines.lines().filter(JobId::isValid).forEach(put::add);
    }
    assertThat(filler.waitFor(60, TimeUnit.SECONDS)).isTrue();

    Set<String> found = new HashSet<>();
    ReturnSpool spool = spool();
    for (Optional<SpooledReturn> next = take(spool); next.isPresent(); next = take(spool)) {
      assertThat(spool.load(next.get())).isEqualTo(load(next.get().job()));
      found.add(next.get().job().value());
    }
    assertThat(found).containsAll(put);
    assertThat(found.size()).isBetween(put.size(), put.size() + 1);
  }

  @Test
  void aReturnIsForItsOwnerAndGoesToItsMasterOnly() throws Exception {
    ReturnSpool spool = spool();
    spool.put(job(1), OTHER, load(job(1)));
    assertThat(take(spool)).isEmpty();
    SpooledReturn taken = spool.take(OTHER::equals).orElseThrow();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(taken.file())))
        .isEqualTo("rw-------");
    assertThat(spool.take(OTHER::equals)).isEmpty();
    spool.putBack(taken);
    assertThat(spool.take(OTHER::equals)).contains(taken);
  }

  @Test
  void anAcknowledgedReturnIsGoneForGood() throws Exception {
    ReturnSpool spool = spool();
    spool.put(job(1), MASTER, load(job(1)));
    spool.put(job(2), MASTER, load(job(2)));
    spool.acknowledged(take(spool).orElseThrow());
    assertThat(spool.size()).isEqualTo(1);
    assertThat(take(spool()).map(SpooledReturn::job)).contains(job(2));
  }

  @Test
  void halfWrittenFilesAreRemovedAndForeignOnesLeftAlone() throws Exception {
    Files.writeString(folder.resolve(".new-1"), "half");
    Files.writeString(folder.resolve("notes"), "mine");
    assertThat(spool().size()).isZero();
    assertThat(folder.resolve(".new-1")).doesNotExist();
    assertThat(folder.resolve("notes")).exists();
  }

  @Test
  void aFullSpoolSaysSo() throws Exception {
    ReturnSpool few = new ReturnSpool(folder, 1 << 20, 2);
    few.put(job(1), MASTER, load(job(1)));
    few.put(job(2), MASTER, load(job(2)));
    assertThatThrownBy(() -> few.put(job(3), MASTER, load(job(3))))
        .isInstanceOf(IOException.class)
        .hasMessage("no room for a return: 2 wait to be sent");
    ReturnSpool small = new ReturnSpool(folder, 300, 100);
    assertThatThrownBy(() -> small.put(job(3), MASTER, load(job(3))))
        .hasMessageStartingWith("no room for a return of ");
  }

  private ReturnSpool spool() throws IOException {
    return new ReturnSpool(folder, 1L << 30, 1_000_000);
  }

  private static Optional<SpooledReturn> take(ReturnSpool spool) {
    return spool.take(MASTER::equals);
  }

  private static JobId job(int number) {
    return new JobId(String.format("20261122000000%06d", number));
  }

  private static Map<String, Object> load(JobId job) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("cmd", "_return");
    load.put("jid", job.value());
    load.put("return", "x".repeat(100));
    return load;
  }
}
