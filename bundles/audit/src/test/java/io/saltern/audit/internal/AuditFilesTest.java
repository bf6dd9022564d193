// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.audit.AuditEntry.KeyFiled;
import io.saltern.api.audit.AuditTrail.Verification;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.testing.FixedSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFilesTest {
  @TempDir Path root;
  private final AuditFiles files = new AuditFiles();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = root.resolve("var/log/salt/audit");
    try (AuditRecorder recorder =
        AuditRecorder.at(
            new FixedSettings(root)
                .with(MasterOptions.AUDIT_MAX_SIZE, 4096L)
                .with(MasterOptions.AUDIT_BACKUPS, 3L))) {
      for (int i = 0; i < 40; i++) {
        recorder.record(new KeyFiled(new MinionId("web" + i), null, KeyState.PENDING));
      }
    }
  }

  private Path part(int number) {
    return file.resolveSibling("audit." + number);
  }

  private String broken() throws IOException {
    String broken = files.verify(file).broken();
    return broken == null ? "" : broken.replace(root.resolve("var/log/salt") + "/", "");
  }

  private void change(Path part, int index, List<String> with) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(part));
    lines.remove(index);
    lines.addAll(index, with);
    Files.write(part, lines);
  }

  @Test
  void findsAWholeChainRight() throws IOException {
    Verification found = files.verify(file);
    assertThat(found.broken()).isNull();
    assertThat(found.files()).isEqualTo(3);
    assertThat(found.records()).isEqualTo(40);
    assertThat(found.first()).isEqualTo(1);
    assertThat(found.last()).isEqualTo(40);
    assertThat(Files.readString(file)).contains("\"hash\": \"" + found.hash() + "\"}\n");
    Files.delete(part(2));
    assertThat(files.verify(file).first()).isGreaterThan(1);
    assertThat(broken()).isEmpty();
  }

  @Test
  void everyChangedByteShows() throws IOException {
    byte[] original = Files.readAllBytes(file);
    int lines = Files.readAllLines(part(1)).size() + Files.readAllLines(part(2)).size();
    for (int i = 0; i < original.length; i++) {
      byte[] changed = original.clone();
      changed[i] = (byte) (changed[i] == 'x' ? 'y' : 'x');
      Files.write(file, changed);
      // but for the last end of a line, which makes a record that may still be written
      assertThat(broken().isEmpty()).as("byte " + i).isEqualTo(i == original.length - 1);
      assertThat(files.verify(file).records()).isBetween((long) lines, 39L);
    }
  }

  @Test
  void namesTheFirstThatIsBroken() throws IOException {
    List<String> lines = Files.readAllLines(part(1));
    long seq = Link.claimed(lines.get(3)).orElseThrow().seq();
    change(part(1), 3, List.of(lines.get(3).replace("pending", "accepted")));
    assertThat(broken()).isEqualTo("audit.1:4: record " + seq + " is not as it was written");
    change(part(1), 3, List.of());
    assertThat(broken())
        .isEqualTo("audit.1:4: record " + (seq + 1) + " follows record " + (seq - 1));
    change(part(1), 3, List.of(lines.get(4), lines.get(3)));
    assertThat(broken())
        .isEqualTo("audit.1:4: record " + (seq + 1) + " follows record " + (seq - 1));
    change(part(1), 3, List.of(lines.get(3), lines.get(3)));
    assertThat(broken()).isEqualTo("audit.1:5: record " + seq + " follows record " + seq);
  }

  @Test
  void aMissingPartShows() throws IOException {
    Files.move(part(2), part(1), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(broken()).startsWith("audit:1: record ").contains(" follows record ");
  }

  @Test
  void whatIsNotFinishedYetIsLeftOut() throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    Files.writeString(file, text + "{\"seq\": 41, \"pre");
    assertThat(broken()).isEmpty();
    Files.writeString(file, text + "{\"seq\": 41, \"pre\n");
    assertThat(broken()).endsWith(": what follows record 40 is not a record");
  }

  @Test
  void findsTheNewest() throws IOException {
    assertThat(files.last(file, line -> line.contains("\"web1")).orElseThrow().text())
        .contains("\"web19\"");
    assertThat(files.last(file, line -> false)).isEmpty();
    assertThatThrownBy(() -> files.last(root.resolve("none"), line -> true))
        .isInstanceOf(NoSuchFileException.class);
  }
}
