// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntaxTest {
  private static final String HELP =
      """
      Usage: tool [options] '<target>'

      Options:
        -h, --help            show this help message and exit
        -t TIMEOUT, --timeout=TIMEOUT
                              Change the timeout. Default: 5.
        -s, --static          Return the data as a group, as -v does not.
        -v, --verbose         Say more.

        Output Options:
          --state-output=STATE_OUTPUT, --state_output=STATE_OUTPUT
                              Nothing.
          -l, --list
                              Salt's words break like this when they are long.

      Known to Salt, but not supported here:
        -b BATCH, --batch=BATCH, --batch-size=BATCH
      """;

  private final Syntax syntax = new Syntax("tool", HELP);

  @Test
  void takesOptionsAndArgumentsInAnyOrder() throws UsageException {
    CommandLine line =
        syntax.parse(List.of("*", "-t5", "test.ping", "", "--stati", "-vl", "--", "-x", "--y"));
    assertThat(line.arguments()).containsExactly("*", "test.ping", "", "-x", "--y");
    assertThat(line.integer("timeout")).hasValue(5);
    assertThat(line.has("static")).isTrue();
    assertThat(line.has("verbose")).isTrue();
    assertThat(line.has("list")).isTrue();
    assertThat(line.has("help")).isFalse();
  }

  @Test
  void takesWhateverFollowsAsTheValueOfAnOption() throws UsageException {
    CommandLine line = syntax.parse(List.of("--timeout", "-s", "--state_output=a=b", "-t=7", "-"));
    assertThat(line.value("timeout")).hasValue("=7");
    assertThat(line.value("state-output")).hasValue("a=b");
    assertThat(line.has("static")).isFalse();
    assertThat(line.arguments()).containsExactly("-");
  }

  @ParameterizedTest
  @CsvSource({
    "--nosuch=1,no such option: --nosuch",
    "-sx,no such option: -x",
    "-5,no such option: -5",
    "-t,-t option requires 1 argument",
    "--time,--timeout option requires 1 argument",
    "--static=1,--static option does not take a value",
    "--stat,'ambiguous option: --stat (--state-output, --state_output, --static?)'",
    "-b2,-b is not supported by Saltern",
  })
  void refusesInTheWordsOfSalt(String typed, String words) {
    assertThatThrownBy(() -> syntax.parse(List.of(typed)))
        .isInstanceOf(UsageException.class)
        .hasMessage(words);
  }

  @Test
  void complainsWithTheUsage() {
    assertThat(syntax.complaint(new UsageException("no such option: -x")))
        .isEqualTo("Usage: tool [options] '<target>'\n\ntool: error: no such option: -x\n");
  }

  @Test
  void showsTheHelpWithoutWhatIsNotSupported() {
    assertThat(syntax.help()).startsWith("Usage: tool").doesNotContain("batch");
  }

  @Test
  void refusesANumberThatIsNone() throws UsageException {
    CommandLine line = syntax.parse(List.of("-t", "soon"));
    assertThatThrownBy(() -> line.integer("timeout"))
        .hasMessage("option --timeout: invalid integer value: 'soon'");
  }
}
