// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.master.EventBus;
import io.saltern.api.store.MinionData;
import io.saltern.api.store.MinionDataStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code _pillar}: an empty pillar, for which the minion tells its grains. */
@Component(property = MasterCommand.PROPERTY + "=_pillar")
public final class PillarCommand implements MasterCommand {
  private static final Logger LOG = LoggerFactory.getLogger(PillarCommand.class);

  private final MinionDataStore minions;
  private final EventBus events;

  /** Keeps the grains in the store. */
  @Activate
  public PillarCommand(@Reference MinionDataStore minions, @Reference EventBus events) {
    this.minions = minions;
    this.events = events;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(8 << 20, 600, 1024);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    if (!(request.load().get("grains") instanceof Map<?, ?> told)) {
      return CompletableFuture.completedStage(false);
    }
    Map<String, Object> pillar = Map.of();
    if (!request.proven()) {
      return CompletableFuture.completedStage(new PrivateAnswer("pillar", pillar));
    }
    Map<String, @Nullable Object> grains = new LinkedHashMap<>();
    told.forEach((key, value) -> grains.put(String.valueOf(key), value));
    grains.put("id", request.sender().value());
    return minions
        .save(new MinionData(request.sender(), grains, pillar))
        .handle((done, failure) -> answer(request, pillar, failure));
  }

  /** What cannot be kept makes targets miss the minion, but is no reason to refuse its pillar. */
  private Object answer(Envelope request, Map<String, Object> pillar, @Nullable Throwable failure) {
    if (failure == null) {
      events.fire(
          "minion/refresh/" + request.sender(),
          Map.of("Minion data cache refresh", request.sender().value()));
    } else {
      LOG.error("Cannot keep the grains of {}", request.sender(), failure);
    }
    return new PrivateAnswer("pillar", pillar);
  }
}
