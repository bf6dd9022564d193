// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.store.MinionData;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.MinionFacts;
import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Minions to try rules on.
 *
 * @param data what one told of itself
 */
record AclFleet(List<MinionId> ids, Function<MinionId, Optional<MinionData>> data) {
  AclFleet {
    ids = List.copyOf(ids);
  }

  /** Minions by name, each with {@code grains} and {@code pillar} if it has any. */
  static AclFleet of(Map<?, ?> minions, String place) {
    Map<MinionId, MinionData> known = new LinkedHashMap<>();
    minions.forEach(
        (name, facts) -> {
          MinionId id = new MinionId(String.valueOf(name));
          known.put(
              id, new MinionData(id, part(facts, "grains", place), part(facts, "pillar", place)));
        });
    return new AclFleet(
        known.keySet().stream().sorted().toList(), id -> Optional.ofNullable(known.get(id)));
  }

  private static Map<String, @Nullable Object> part(
      @Nullable Object facts, String part, String place) {
    if (facts == null) {
      return Map.of();
    }
    if (!(facts instanceof Map<?, ?> map)
        || !(map.get(part) == null || map.get(part) instanceof Map)) {
      throw new IllegalArgumentException(place + ": minions: expected maps of grains and pillar");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (map.get(part) instanceof Map<?, ?> found) {
      found.forEach((key, value) -> values.put(String.valueOf(key), value));
    }
    return values;
  }

  /**
   * Those that a target names.
   *
   * @throws IllegalArgumentException when it cannot be understood, or takes too much work
   */
  List<MinionId> named(Target target, Settings settings) {
    if (target.type() == TargetType.LIST) {
      return target.ids().stream()
          .filter(MinionId::isValid)
          .map(MinionId::new)
          .filter(ids::contains)
          .distinct()
          .collect(Collectors.toUnmodifiableList());
    }
    TargetMatcher matcher =
        new TargetCompiler(Nodegroups.ofOption(settings.get(MasterOptions.NODEGROUPS)))
            .compile(target);
    try {
      return ids.stream().filter(id -> matcher.matches(facts(id))).toList();
    } catch (MatchLimitException e) {
      throw new IllegalArgumentException("the target takes too much work: " + e.getMessage(), e);
    }
  }

  private MinionFacts facts(MinionId id) {
    Optional<MinionData> known = data.apply(id);
    return MinionFacts.of(
        id,
        known.map(MinionData::grains).orElse(Map.of()),
        known.map(MinionData::pillar).orElse(Map.of()));
  }
}
