// SPDX-License-Identifier: Apache-2.0
package io.saltern.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.log.LogLevels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;

class OutputTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

  @Test
  void theTerminalShowsSaltsLines() {
    Output output = output(false);
    output.configure(Level.ALL, Level.QUIET, null);
    Logger log = new Loggers(output).getLogger("test");
    var markers = new BasicMarkerFactory();
    log.error(markers.getMarker(LogLevels.CRITICAL), "a {}", 1);
    log.error("b {} {}", 1, 2);
    log.warn("c");
    log.info("d");
    log.debug(markers.getMarker(LogLevels.PROFILE), "e");
    log.debug("f");
    log.trace("g");
    log.trace(markers.getMarker(LogLevels.GARBAGE), "h");
    assertThat(shown())
        .isEqualTo(
            """
            [CRITICAL] a 1
            [ERROR   ] b 1 2
            [WARNING ] c
            [INFO    ] d
            [PROFILE ] e
            [DEBUG   ] f
            [TRACE   ] g
            [GARBAGE ] h
            """);
  }

  @Test
  void anInterruptedThreadIsLoggedAndStaysInterrupted() throws Exception {
    Path file = folder.resolve("log");
    try (LogFile log = new LogFile(file)) {
      Thread.currentThread().interrupt();
      log.write("one\n");
      assertThat(Thread.interrupted()).isTrue();
      log.write("two\n");
    }
    assertThat(file).hasContent("one\ntwo\n");
  }

  @Test
  void aLevelLetsThroughWhatIsAsGraveOrGraver() {
    Output output = output(false);
    output.configure(Level.PROFILE, Level.QUIET, null);
    Logger log = new Loggers(output).getLogger("test");
    log.debug("no");
    log.debug(new BasicMarkerFactory().getMarker(LogLevels.PROFILE), "yes");
    assertThat(shown()).isEqualTo("[PROFILE ] yes\n");
    assertThat(log.isDebugEnabled()).isFalse();
    output.configure(Level.QUIET, Level.QUIET, null);
    log.error(new BasicMarkerFactory().getMarker(LogLevels.CRITICAL), "no");
    assertThat(shown()).isEqualTo("[PROFILE ] yes\n");
  }

  @Test
  void exceptionsFollowTheirMessage() {
    Output output = output(false);
    output.configure(Level.ALL, Level.QUIET, null);
    new Loggers(output).getLogger("test").error("it {}", "broke", new IOException("disk"));
    assertThat(shown()).startsWith("[ERROR   ] it broke\njava.io.IOException: disk\n\tat ");
  }

  @Test
  void levelsAreColouredOnATerminal() {
    Output output = output(true);
    new Loggers(output).getLogger("test").error("x");
    assertThat(shown()).isEqualTo("[\u001b[0;31mERROR   \u001b[0;0m] x\n");
  }

  @Test
  void theFileHasSaltsFormatAndWhatCameBeforeItWasKnown() throws IOException {
    Output output = output(false);
    Logger log = new Loggers(output).getLogger("salt.x");
    log.info("early");
    log.debug("early, too fine");
    Path file = folder.resolve("log/minion");
    output.configure(Level.QUIET, Level.INFO, file);
    log.info("late");
    output.close();
    assertThat(Files.readString(file))
        .matches(
            "(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} \\[salt\\.x {11}:\\d+ *\\]"
                + "\\[INFO    \\]\\[\\d+\\] early\n.*\\[INFO    \\]\\[\\d+\\] late\n")
        .doesNotContain("too fine");
  }

  @Test
  void aFileThatWasMovedAwayIsMadeAnew() throws IOException {
    Path file = folder.resolve("minion");
    try (LogFile log = new LogFile(file, 0)) {
      log.write("one\n");
      Files.move(file, folder.resolve("minion.1"));
      log.write("two\n");
    }
    assertThat(Files.readString(folder.resolve("minion.1"))).isEqualTo("one\n");
    assertThat(Files.readString(file)).isEqualTo("two\n");
  }

  @Test
  void anEntryKnowsWhereItComesFrom() {
    Entry entry = new Entry(Level.INFO, "n", 12, Instant.EPOCH, "m", null);
    assertThat(entry.inFile(7)).endsWith(" [n                :12  ][INFO    ][7] m\n");
  }

  private Output output(boolean colour) {
    return new Output(
        new PrintStream(terminal, false, StandardCharsets.UTF_8), colour, Level.WARNING);
  }

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }
}
