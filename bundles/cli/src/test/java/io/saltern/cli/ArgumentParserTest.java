// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.saltern.api.FunctionCall;
import io.saltern.config.internal.SaltYaml;
import io.saltern.testing.Vectors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentParserTest {
  private final ArgumentParser parser = new ArgumentParser(new SaltYaml());

  static Stream<JsonObject> recorded() {
    return Vectors.jsonLines(ArgumentParserTest.class, "arguments.jsonl").stream()
        .map(JsonElement::getAsJsonObject);
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsWhatSaltReads(JsonObject row) {
    Set<String> literal = new HashSet<>();
    if (row.has("literal")) {
      row.getAsJsonArray("literal").forEach(name -> literal.add(name.getAsString()));
    }
    FunctionCall call = parser.call("test.arg", List.of(row.get("typed").getAsString()), literal);
    assertThat(call.toWire()).isEqualTo(Values.of(row.get("arg")));
  }
}
