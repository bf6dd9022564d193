// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a configuration.
 *
 * @param local of users of this machine
 * @param external of users of authentication backends, by backend
 * @param everyBackend the backend whose rules count for all; null = that of the user
 * @param peer what minions may have published
 * @param peerRun the runners that minions may run
 * @param peerTargets how minions name others: without patterns over pillars
 * @param sudo whether those who use sudo are judged as themselves
 * @param kept reads rules that a caller has kept
 */
record Rules(
    UserRules local,
    NameList blacklist,
    NameList whitelist,
    Map<String, UserRules> external,
    @Nullable String everyBackend,
    UserRules peer,
    UserRules peerRun,
    TargetCompiler peerTargets,
    boolean sudo,
    Function<List<Object>, RuleSet> kept) {
  private static final UserRules NOBODY = new UserRules(List.of());
  private static final NameList NO_NAMES = new NameList(List.of(), List.of());

  /** No rules: nobody but administrators may do anything. */
  static final Rules NONE =
      new Rules(
          NOBODY,
          NO_NAMES,
          NO_NAMES,
          Map.of(),
          null,
          NOBODY,
          NOBODY,
          new TargetCompiler(Nodegroups.none()).withExactPillar(),
          false,
          rules -> RuleSet.NONE);

  Rules {
    external = Collections.unmodifiableMap(new LinkedHashMap<>(external));
  }

  /** The rules for users that a backend knows. */
  Optional<UserRules> backend(String eauth) {
    return Optional.ofNullable(external.get(everyBackend == null ? eauth : everyBackend));
  }
}
