// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.saltern.config.internal.SaltYaml;
import io.saltern.testing.Vectors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutputtersTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  static Stream<JsonObject> recorded() {
    return Vectors.jsonLines(OutputtersTest.class, "outputters.jsonl").stream()
        .map(JsonElement::getAsJsonObject);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void printsWhatSaltPrints(JsonObject row) {
    JsonElement indent = row.get("indent");
    OutputOptions options =
        new OutputOptions(
            row.get("out").getAsString(),
            indent.isJsonNull() ? OptionalInt.empty() : OptionalInt.of(indent.getAsInt()),
            row.get("color").getAsBoolean());
    print(options, Values.of(row.get("value")), "", row.get("retcode").getAsInt());

    String expected = row.get("text").getAsString();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(expected.isEmpty() ? "" : expected + "\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void printsTheSuggestedWayUnlessAnotherWasAskedFor() {
    print(OutputOptions.PLAIN, Map.of("a", true), "txt", 0);
    print(new OutputOptions("raw", OptionalInt.empty(), false), Map.of("a", true), "txt", 0);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a: True\n{'a': True}\n");
  }

  @Test
  void namesAnOutputterThatDoesNotExist() {
    print(new OutputOptions("nosuch", OptionalInt.empty(), false), Map.of("a", true), "", 0);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a:\n    True\n");
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("[ERROR   ] Invalid outputter nosuch specified, fall back to nested\n");
  }

  @Test
  void quietPrintsNothing() {
    print(new OutputOptions("quiet", OptionalInt.empty(), false), Map.of("a", true), "", 0);
    assertThat(out.size()).isZero();
    assertThat(err.size()).isZero();
  }

  private void print(OutputOptions options, Object value, String suggested, int retcode) {
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream complaints = new PrintStream(err, true, StandardCharsets.UTF_8);
    new Printer(new Outputters(new SaltYaml()), options, to, complaints)
        .print(value, suggested, retcode);
  }
}
