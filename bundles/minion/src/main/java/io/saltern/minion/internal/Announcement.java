// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a master that the minion is there, and asks it for the pillar. */
final class Announcement {
  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

  /** As Python's asctime: names that need no locale, which would take a while to load. */
  private static final DateTimeFormatter ASCTIME =
      new DateTimeFormatterBuilder()
          .appendText(ChronoField.DAY_OF_WEEK, names("Mon Tue Wed Thu Fri Sat Sun"))
          .appendLiteral(' ')
          .appendText(
              ChronoField.MONTH_OF_YEAR, names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"))
          .appendPattern(" ppd HH:mm:ss uuuu")
          .toFormatter(Locale.ROOT);

  private final State state;
  private final ClientChannel channel;
  private final Duration timeout;

  Announcement(Settings settings, State state, ClientChannel channel) {
    this.state = state;
    this.channel = channel;
    this.timeout = settings.seconds(MinionOptions.REQUEST_CHANNEL_TIMEOUT);
  }

  private static Map<Long, String> names(String words) {
    Map<Long, String> names = new HashMap<>();
    StringTokenizer tokens = new StringTokenizer(words);
    while (tokens.hasMoreTokens()) {
      names.put(names.size() + 1L, tokens.nextToken());
    }
    return names;
  }

  /** Says so; ends when all was answered, or failed and was logged. */
  CompletableFuture<Void> send() {
    CompletableFuture<Void> events =
        event("minion_start").thenCompose(done -> event("salt/minion/" + state.id() + "/start"));
    return CompletableFuture.allOf(events, resources());
  }

  private CompletableFuture<Void> event(String tag) {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("id", state.id().value());
    load.put("cmd", "_minion_event");
    load.put("pretag", null);
    load.put(
        "data",
        "Minion "
            + state.id()
            + " started at "
            + ASCTIME.format(ZonedDateTime.now(ZoneId.systemDefault())));
    load.put("tag", tag);
    return request(load).thenAccept(answer -> LOG.trace("{} is announced", tag));
  }

  /** Asks for the pillar; ends when it is there, or failed and was logged. */
  CompletableFuture<Void> pillar() {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("id", state.id().value());
    load.put("grains", state.grains());
    load.put("saltenv", null);
    load.put("pillarenv", null);
    load.put("pillar_override", Map.of());
    load.put("extra_minion_data", Map.of());
    load.put("ver", "2");
    load.put("cmd", "_pillar");
    load.put("clean_cache", true);
    return request(load)
        .thenAccept(
            answer -> {
              if (answer instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> pillar = new HashMap<>();
                map.forEach((name, value) -> pillar.put(String.valueOf(name), value));
                state.pillar(pillar);
              }
            });
  }

  private CompletableFuture<Void> resources() {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("cmd", "_register_resources");
    load.put("id", state.id().value());
    load.put("resources", Map.of());
    load.put("resource_grains", Map.of());
    return request(load).thenAccept(answer -> LOG.trace("Resources are registered"));
  }

  // a load holds null where Salt's does
  @SuppressWarnings({"unchecked", "NullAway"})
  private CompletableFuture<@Nullable Object> request(Map<String, @Nullable Object> load) {
    return channel
        .request((Map<String, Object>) (Map<String, ?>) load, timeout)
        .exceptionally(
            failure -> {
              LOG.error("{} failed: {}", load.get("cmd"), failure.toString());
              return null;
            });
  }
}
