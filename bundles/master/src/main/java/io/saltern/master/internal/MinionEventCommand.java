// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.master.EventBus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code _minion_event}: events of a minion, fired on the master's bus. */
@Component(property = MasterCommand.PROPERTY + "=_minion_event")
public final class MinionEventCommand implements MasterCommand {
  private static final Logger LOG = LoggerFactory.getLogger(MinionEventCommand.class);
  private static final int MOST = 10_000;

  private final EventBus events;

  /** Onto the master's bus. */
  @Activate
  public MinionEventCommand(@Reference EventBus events) {
    this.events = events;
  }

  @Override
  public CommandPolicy policy() {
    return new CommandPolicy(8 << 20, 6_000, 256);
  }

  @Override
  public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
    Map<String, Object> load = request.load();
    if (load.get("events") instanceof List<?> list) {
      if (list.size() > MOST) {
        LOG.warn("Dropped {} events of {}: too many at once", list.size(), request.sender());
      } else {
        list.forEach(event -> fireOne(request, event));
      }
    } else if (load.get("tag") instanceof String tag && load.containsKey("data")) {
      fire(request, tag, load);
    } else {
      LOG.warn("Ignored an event of {}: it has no tag and data", request.sender());
    }
    return CompletableFuture.completedStage(null);
  }

  private void fireOne(Envelope request, @Nullable Object event) {
    if (!(event instanceof Map<?, ?> map) || !(map.get("tag") instanceof String tag)) {
      LOG.warn("Ignored an event of {}: it has no tag", request.sender());
      return;
    }
    Map<String, @Nullable Object> data = texts(map.get("data") instanceof Map<?, ?> d ? d : map);
    if (request.load().get("pretag") instanceof String pretag && !pretag.isEmpty()) {
      fire(request, pretag + "/" + tag, data);
    }
    fire(request, tag, data);
  }

  private void fire(Envelope request, String tag, Map<String, ? extends @Nullable Object> data) {
    if (MinionTags.allows(request.sender(), tag)) {
      events.fire(tag, new LinkedHashMap<>(data));
    } else {
      LOG.warn(
          "Filtering blacklisted event tag {} of {}", MinionTags.printable(tag), request.sender());
    }
  }

  private static Map<String, @Nullable Object> texts(Map<?, ?> map) {
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), value));
    return texts;
  }
}
