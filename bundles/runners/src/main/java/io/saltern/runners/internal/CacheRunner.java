// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.function.Default;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.Named;
import io.saltern.api.function.Runner;
import io.saltern.api.master.MinionTargets;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the master keeps of its minions. */
@Component(property = Runner.PROPERTY + "=cache")
public final class CacheRunner implements Runner {
  private static final int COMMIT_SECONDS = 10;

  private final MinionTargets targets;
  private final MinionDataStore data;

  @Activate
  public CacheRunner(@Reference MinionTargets targets, @Reference MinionDataStore data) {
    this.targets = targets;
    this.data = data;
  }

  @Function(
      doc =
          """
          Return cached grains of the targeted minions.

          CLI Example:

              salt-run cache.grains '*'
          """)
  public Map<String, Object> grains(String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException {
    return shown(tgt, tgtType, MinionData::grains);
  }

  @Function(
      doc =
          """
          Return cached pillars of the targeted minions, or of all.

          CLI Example:

              salt-run cache.pillar
          """)
  public Map<String, Object> pillar(
      @Default @Nullable String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException {
    return shown(tgt, tgtType, MinionData::pillar);
  }

  @Function(
      doc =
          """
          Return cached mine data of the targeted minions, or of all.

          CLI Example:

              salt-run cache.mine
          """)
  public Map<String, Object> mine(
      @Default @Nullable String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException {
    return shown(tgt, tgtType, known -> Map.of());
  }

  private Map<String, Object> shown(
      @Nullable String tgt,
      String type,
      java.util.function.Function<MinionData, Map<String, @Nullable Object>> part)
      throws FunctionException {
    Map<String, Object> shown = new TreeMap<>();
    for (MinionId id : named(tgt == null ? "*" : tgt, type)) {
      shown.put(
          id.value(), data.data(id).<Map<String, @Nullable Object>>map(part).orElse(Map.of()));
    }
    return shown;
  }

  @Function(
      value = "clear_grains",
      doc =
          """
          Clear the cached grains data of the targeted minions

          CLI Example:

              salt-run cache.clear_grains tgt='*'
          """)
  public boolean clearGrains(
      @Default @Nullable String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException, InterruptedException {
    return clear(
        tgt, tgtType, known -> data.save(new MinionData(known.id(), Map.of(), known.pillar())));
  }

  @Function(
      value = "clear_pillar",
      doc =
          """
          Clear the cached pillar data of the targeted minions

          CLI Example:

              salt-run cache.clear_pillar tgt='*'
          """)
  public boolean clearPillar(
      @Default @Nullable String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException, InterruptedException {
    return clear(
        tgt, tgtType, known -> data.save(new MinionData(known.id(), known.grains(), Map.of())));
  }

  @Function(
      value = "clear_all",
      doc =
          """
          Clear the cached pillar, grains, and mine data of the targeted minions

          CLI Example:

              salt-run cache.clear_all tgt='*'
          """)
  public boolean clearAll(
      @Default @Nullable String tgt, @Named("tgt_type") @Default("glob") String tgtType)
      throws FunctionException, InterruptedException {
    return clear(tgt, tgtType, known -> data.forget(known.id()));
  }

  private interface Clearing {
    CompletionStage<Void> of(MinionData known);
  }

  /** As in Salt, false when no target is named. */
  private boolean clear(@Nullable String tgt, String type, Clearing clearing)
      throws FunctionException, InterruptedException {
    if (tgt == null) {
      return false;
    }
    for (MinionId id : named(tgt, type)) {
      MinionData known = data.data(id).orElse(null);
      if (known != null) {
        await(clearing.of(known));
      }
    }
    return true;
  }

  private static void await(CompletionStage<Void> commit)
      throws FunctionException, InterruptedException {
    try {
      commit.toCompletableFuture().get(COMMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new FunctionException(FunctionException.Kind.COMMAND, e.toString());
    }
  }

  private List<MinionId> named(String tgt, String type) throws FunctionException {
    TargetType kind =
        TargetType.of(type)
            .orElseThrow(
                () ->
                    new FunctionException(
                        FunctionException.Kind.INVOCATION, "no such tgt_type: " + type));
    try {
      return targets.minions(new Target(kind, tgt, Target.COLON));
    } catch (IllegalArgumentException e) {
      throw new FunctionException(
          FunctionException.Kind.INVOCATION, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new FunctionException(FunctionException.Kind.COMMAND, e.toString());
    }
  }
}
