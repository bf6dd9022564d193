// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.master.MinionTargets;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import io.saltern.targeting.MatchLimitException;
import io.saltern.targeting.MinionFacts;
import io.saltern.targeting.Nodegroups;
import io.saltern.targeting.TargetCompiler;
import io.saltern.targeting.TargetMatcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the accepted minions that a target names, by what they last told of themselves. */
@Component(service = {MinionTargets.class, TargetResolver.class})
public final class TargetResolver implements MinionTargets {
  private final KeyFiles files;
  private final MinionDataStore minions;
  private final PresentSettings settings;

  /** Over the accepted keys and the stored minion data. */
  @Activate
  public TargetResolver(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference KeyFiles files,
      @Reference MinionDataStore minions) {
    this.settings = settings;
    this.files = files;
    this.minions = minions;
  }

  @Override
  public List<MinionId> minions(Target target) throws IOException {
    return resolve(target).minions().stream().sorted().toList();
  }

  /**
   * Resolves.
   *
   * @throws IllegalArgumentException when the target cannot be understood, or takes too much work
   */
  Resolved resolve(Target target) throws IOException {
    List<MinionId> accepted = files.ids(KeyState.ACCEPTED);
    return target.type() == TargetType.LIST
        ? listed(target.ids(), accepted)
        : new Resolved(matching(compiler().compile(target), accepted), List.of());
  }

  private TargetCompiler compiler() {
    return new TargetCompiler(Nodegroups.ofOption(settings.now().get(MasterOptions.NODEGROUPS)));
  }

  private static Resolved listed(List<String> wanted, List<MinionId> accepted) {
    Set<MinionId> known = new HashSet<>(accepted);
    Set<MinionId> found = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (String id : wanted) {
      if (MinionId.isValid(id) && known.contains(new MinionId(id))) {
        found.add(new MinionId(id));
      } else {
        missing.add(id);
      }
    }
    return new Resolved(List.copyOf(found), List.copyOf(missing));
  }

  private List<MinionId> matching(TargetMatcher matcher, List<MinionId> accepted) {
    List<MinionId> matching = new ArrayList<>();
    try {
      for (MinionId id : accepted) {
        if (matcher.matches(new Known(id))) {
          matching.add(id);
        }
      }
    } catch (MatchLimitException e) {
      throw new IllegalArgumentException("the target takes too much work: " + e.getMessage(), e);
    }
    return matching;
  }

  /** Facts that are looked up only when a target asks for them. */
  private final class Known implements MinionFacts {
    private final MinionId id;

    Known(MinionId id) {
      this.id = id;
    }

    @Override
    public MinionId id() {
      return id;
    }

    @Override
    public Map<?, ?> grains() {
      return minions.data(id).<Map<?, ?>>map(MinionData::grains).orElse(Map.of());
    }

    @Override
    public Map<?, ?> pillar() {
      return minions.data(id).<Map<?, ?>>map(MinionData::pillar).orElse(Map.of());
    }
  }
}
