// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    this.records = records(master).size();
    this.published = count(master.log(), " published ");
    this.begun = count(minion.log(), "Starting a new job");
  }

  private static long count(Path log, String text) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(text)).count();
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
    assertThat(count(master.log(), " published ")).as("publications").isEqualTo(published);
    assertThat(count(minion.log(), "Starting a new job")).as("jobs").isEqualTo(begun);
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
        Duration.ofSeconds(20),
        () -> fresh().stream().anyMatch(record -> Stream.of(texts).allMatch(record::contains)));
  }

  /** A refusal since is on record. */
  void awaitRecordOfRefusal(String... texts) {
    awaitRecord(
        Stream.concat(Stream.of("\"allowed\": false"), Stream.of(texts)).toArray(String[]::new));
  }
}
