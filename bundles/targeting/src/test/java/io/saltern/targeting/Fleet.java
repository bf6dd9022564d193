// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The fleet of the vectors. */
final class Fleet {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private record Minion(Map<String, Object> grains, Map<String, Object> pillar) {}

  private record File(Map<String, Minion> minions, Map<String, String> nodegroups) {}

  private final List<MinionFacts> minions;
  private final TargetCompiler compiler;

  private Fleet(File file) {
    minions =
        file.minions().entrySet().stream()
            .map(
                e ->
                    MinionFacts.of(
                        new MinionId(e.getKey()), e.getValue().grains(), e.getValue().pillar()))
            .toList();
    compiler = new TargetCompiler(Nodegroups.of(file.nodegroups()));
  }

  static Fleet load() {
    String text = new String(Vectors.bytes(Fleet.class, "fleet.json"), StandardCharsets.UTF_8);
    return new Fleet(GSON.fromJson(text, new TypeToken<File>() {}.getType()));
  }

  TargetCompiler compiler() {
    return compiler;
  }

  /** The sorted ids that the target names. */
  List<String> matching(Target target) {
    TargetMatcher matcher = compiler.compile(target);
    return minions.stream()
        .filter(matcher::matches)
        .map(minion -> minion.id().value())
        .sorted()
        .toList();
  }
}
