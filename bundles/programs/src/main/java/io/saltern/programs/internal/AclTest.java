// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Decision;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expectations that are tried on rules: a YAML file with {@code expect}, and {@code minions} and
 * {@code nodegroups} if it brings its own; or one JSON object a line.
 */
final class AclTest {
  private static final String EXPECT = "expect";

  private final AclDesk desk;
  private final List<AclExpectation> expectations = new ArrayList<>();
  private int mismatches;

  /**
   * @throws IllegalArgumentException when the file cannot be understood; says where
   */
  AclTest(AclDesk given, Path file) throws IOException {
    String text = Files.readString(file);
    boolean lines = text.stripLeading().startsWith("{");
    AclDesk used = given;
    if (lines) {
      readLines(given, text, file.toString());
    } else {
      Object all = given.yaml(text, file.toString());
      if (all instanceof Map<?, ?> map) {
        used = given.with(map, file.toString());
        all = map.get(EXPECT);
      }
      if (!(all instanceof List<?> items)) {
        throw new IllegalArgumentException(file + ": expected a list of expectations");
      }
      readItems(items, file.toString());
    }
    desk = used;
  }

  private void readLines(AclDesk given, String text, String file) {
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        String place = file + ":" + number;
        add(given.yaml(line, place), place);
      }
    }
  }

  private void readItems(List<?> items, String file) {
    for (int i = 0; i < items.size(); i++) {
      add(items.get(i), file + ": " + EXPECT + " " + (i + 1));
    }
  }

  private void add(@Nullable Object item, String place) {
    if (!(item instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException(place + ": expected an expectation");
    }
    AclExpectation expectation = new AclExpectation(fields, place);
    if (expectation.isOne()) {
      expectations.add(expectation);
    }
  }

  /** Tries all, and prints what is not as expected. */
  void run(PrintStream out) throws ConfigurationException, IOException {
    RuleBook rules = desk.rules();
    for (AclExpectation expectation : expectations) {
      boolean ownRules = !expectation.options().isEmpty();
      AclDesk its = ownRules ? desk.over(expectation.options(), expectation.place()) : desk;
      check(expectation, its, ownRules ? its.rulesAsTheyAre() : rules, out);
    }
    out.print(expectations.size() + " expectations, " + mismatches + " mismatches\n");
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
