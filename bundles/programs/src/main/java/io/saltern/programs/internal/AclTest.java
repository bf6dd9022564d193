// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Decision;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expectations that are tried on rules: a YAML file with {@code expect}, and {@code minions} and
 * {@code nodegroups} if it brings its own; or one JSON object a line.
 */
final class AclTest {
  private static final String EXPECT = "expect";

  private final AclDesk given;
  private final Path file;
  private int expectations;
  private int mismatches;

  AclTest(AclDesk given, Path file) {
    this.given = given;
    this.file = file;
  }

  /**
   * Tries all, and prints what is not as expected.
   *
   * @throws IllegalArgumentException when the file cannot be understood; says where
   */
  void run(PrintStream out) throws ConfigurationException, IOException {
    if (isLines()) {
      runLines(out);
    } else {
      runItems(out);
    }
    out.print(expectations + " expectations, " + mismatches + " mismatches\n");
  }

  private boolean isLines() throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int c = in.read();
      while (c >= 0 && Character.isWhitespace(c)) {
        c = in.read();
      }
      return c == '{';
    }
  }

  private void runLines(PrintStream out) throws ConfigurationException, IOException {
    RuleBook rules = given.rules();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (!line.isBlank()) {
          String place = file + ":" + number;
          tryOne(given.yaml(line, place), place, given, rules, out);
        }
      }
    }
  }

  private void runItems(PrintStream out) throws ConfigurationException, IOException {
    Object all = given.yaml(Files.readString(file), file.toString());
    AclDesk desk = given;
    if (all instanceof Map<?, ?> map) {
      desk = given.with(map, file.toString());
      all = map.get(EXPECT);
    }
    if (!(all instanceof List<?> items)) {
      throw new IllegalArgumentException(file + ": expected a list of expectations");
    }
    RuleBook rules = desk.rules();
    for (int i = 0; i < items.size(); i++) {
      tryOne(items.get(i), file + ": " + EXPECT + " " + (i + 1), desk, rules, out);
    }
  }

  private void tryOne(
      @Nullable Object item, String place, AclDesk desk, RuleBook rules, PrintStream out)
      throws IOException {
    if (!(item instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException(place + ": expected an expectation");
    }
    AclExpectation expectation = new AclExpectation(fields, place);
    if (!expectation.isOne()) {
      return;
    }
    expectations++;
    if (expectation.options().isEmpty()) {
      check(expectation, desk, rules, out);
    } else {
      AclDesk its = desk.over(expectation.options(), place);
      check(expectation, its, its.rulesAsTheyAre(), out);
    }
  }

  private void check(AclExpectation expectation, AclDesk its, RuleBook rules, PrintStream out)
      throws IOException {
    AclQuery query = expectation.query();
    AccessRequest request = query.request(its.fleet(), its.settings());
    Decision decision = rules.decide(query.caller(), request);
    String expected = expectation.verdict(its.settings().get(MasterOptions.ACL_MATCHING));
    String decided =
        decision.reason() == Decision.Reason.SYNTAX && !expected.equals("deny")
            ? "syntax_error"
            : decision.allowed() ? "allow" : "deny";
    if (!decided.equals(expected)) {
      mismatches++;
      out.print("@@ " + expectation.place() + " @@\n");
      out.print("-" + expected + "  " + query.text() + "\n");
      out.print("+" + decided + "  " + query.text() + "\n");
      out.print("    " + decision.explanation() + "\n");
    }
  }

  boolean passed() {
    return mismatches == 0;
  }
}
