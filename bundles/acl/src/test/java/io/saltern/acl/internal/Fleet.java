// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.function.SaltArguments;
import io.saltern.config.internal.SaltYaml;
import io.saltern.targeting.MinionFacts;
import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetMatcher;
import io.saltern.testing.Vectors;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fleet of the vectors. */
final class Fleet {
  static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private record Minion(Map<String, Object> grains, Map<String, Object> pillar) {}

  private record File(Map<String, Minion> minions, Map<String, String> nodegroups) {}

  private final Map<MinionId, MinionFacts> minions = new LinkedHashMap<>();
  private final Map<String, String> nodegroups;
  private final TargetCompiler compiler;

  private Fleet(File file) {
    file.minions()
        .forEach(
            (name, data) -> {
              MinionId id = new MinionId(name);
              minions.put(id, MinionFacts.of(id, data.grains(), data.pillar()));
            });
    nodegroups = file.nodegroups();
    compiler = new TargetCompiler(Nodegroups.of(nodegroups));
  }

  static Fleet load() {
    String text = new String(Vectors.bytes(Fleet.class, "fleet.json"), StandardCharsets.UTF_8);
    return new Fleet(GSON.fromJson(text, new TypeToken<File>() {}.getType()));
  }

  Map<String, Object> nodegroups() {
    return Map.copyOf(nodegroups);
  }

  List<MinionId> named(Target target) {
    TargetMatcher matcher = compiler.compile(target);
    return minions.values().stream().filter(matcher::matches).map(MinionFacts::id).toList();
  }

  MinionFacts facts(MinionId id) {
    return minions.getOrDefault(id, MinionFacts.of(id, Map.of(), Map.of()));
  }

  Judge judge(Rules rules) {
    SaltArguments arguments = new SaltArguments(new SaltYaml());
    return new Judge(
        rules, this::facts, call -> arguments.fromWire(call.function(), call.toWire()));
  }

  /** As a marked map among the positional arguments. */
  static FunctionCall call(String function, List<?> arg) {
    return FunctionCall.fromWire(function, arg);
  }
}
