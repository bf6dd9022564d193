// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a master and its minion have done by now, to be compared with what they did before. */
final class Evidence {
  private final Master master;
  private final Minion minion;
  private final int records;
  private final long published;
  private final long begun;

  Evidence(Master master, Minion minion) throws IOException {
    this.master = master;
    this.minion = minion;
    this.records = recordsUntilNow(master);
    this.published = master.countLogged(" published ");
    this.begun = minion.countLogged("Starting a new job");
  }

  /** Records are written a moment later, but in order: what was before this one is there then. */
  private static int recordsUntilNow(Master master) throws IOException {
    String mark = "nobody-" + System.nanoTime();
    master.programs().run(Instance.PATIENCE, "salt", mark, "test.ping");
    return Await.value(mark + " is on record", Instance.PATIENCE, () -> after(mark, master));
  }

  private static Optional<Integer> after(String mark, Master master) {
    try {
      List<String> all = records(master);
      for (int i = all.size() - 1; i >= 0; i--) {
        if (all.get(i).contains(mark)) {
          return Optional.of(i + 1);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> records(Master master) throws IOException {
    Path file = master.folder().resolve("var/log/salt/audit");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private List<String> fresh() throws IOException {
    List<String> all = records(master);
    return all.subList(records, all.size());
  }

  /** Nothing was published, run, or allowed since, and no key was touched. */
  void assertNothingDone() throws IOException {
    assertThat(master.countLogged(" published ")).as("publications").isEqualTo(published);
    assertThat(minion.countLogged("Starting a new job")).as("jobs").isEqualTo(begun);
    assertThat(fresh())
        .noneMatch(
            record ->
                record.contains("\"kind\": \"decision\"") && record.contains("\"allowed\": true"))
        .noneMatch(record -> record.contains("\"kind\": \"key\""))
        .noneMatch(record -> record.contains("\"kind\": \"token\""));
    assertThat(master.folder().resolve("etc/salt/pki/master/minions/" + minion.id())).exists();
  }

  /** Something since is on record, by all these texts. */
  void awaitRecord(String... texts) {
    Await.until(
        List.of(texts) + " is on record",
        Instance.PATIENCE,
        () -> fresh().stream().anyMatch(record -> Stream.of(texts).allMatch(record::contains)));
  }

  /** A refusal since is on record. */
  void awaitRecordOfRefusal(String... texts) {
    awaitRecord(
        Stream.concat(Stream.of("\"allowed\": false"), Stream.of(texts)).toArray(String[]::new));
  }
}
