// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.testing.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Which minions of a fleet a target names: every verdict of the vectors. */
class TargetingVectorsTest {
  @Test
  void everyRowNamesTheSameMinions() {
    Fleet fleet = Fleet.load();
    List<JsonElement> rows = Vectors.jsonLines(TargetingVectorsTest.class, "targeting.jsonl");
    List<String> mismatches = new ArrayList<>();
    for (JsonElement element : rows) {
      JsonObject row = element.getAsJsonObject();
      List<String> expected = texts(row.get("minions")).stream().sorted().toList();
      List<String> actual = verdict(fleet, row);
      if (!actual.equals(expected)) {
        mismatches.add(
            row.get("tgt_type") + " " + row.get("tgt") + ": " + actual + ", not " + expected);
      }
    }
    System.out.println("targeting: " + rows.size() + " rows, " + mismatches.size() + " mismatches");
    assertThat(rows).isNotEmpty();
    assertThat(mismatches).isEmpty();
  }

  /** The vectors know no errors: a malformed target names no minion. */
  private static List<String> verdict(Fleet fleet, JsonObject row) {
    try {
      return fleet.matching(target(row));
    } catch (TargetSyntaxException e) {
      return List.of();
    }
  }

  private static Target target(JsonObject row) {
    TargetType type = TargetType.of(row.get("tgt_type").getAsString()).orElseThrow();
    JsonElement expression = row.get("tgt");
    if (!expression.isJsonArray()) {
      return new Target(type, expression.getAsString(), Target.COLON);
    }
    String separator = type == TargetType.LIST ? "," : " ";
    return new Target(type, String.join(separator, texts(expression)), Target.COLON);
  }

  private static List<String> texts(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .toList();
  }
}
