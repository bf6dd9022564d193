// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a master for the jobs that it published while the minion did not hear it. They are judged as
 * any others; those that came by themselves as well run once.
 */
final class MissedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(MissedJobs.class);

  /** A master may answer sooner than it takes note of a subscription; by then it has. */
  private static final Duration SURELY_SUBSCRIBED = Duration.ofSeconds(2);

  private static final int MOST_FAILURES = 5;

  private final LinkTools tools;
  private final ClientChannel channel;
  private final long window;
  private final Duration timeout;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean unknown;
  private volatile boolean closed;

  MissedJobs(LinkTools tools, ClientChannel channel) {
    this.tools = tools;
    this.channel = channel;
    this.window = tools.settings().get(CommonOptions.JOB_REPLAY_WINDOW);
    this.timeout = tools.settings().seconds(MinionOptions.REQUEST_CHANNEL_TIMEOUT);
  }

  /** The minion hears the master, from now on. */
  void subscribed() {
    failures.set(0);
    ask("", true);
  }

  void close() {
    closed = true;
  }

  private void ask(String after, boolean first) {
    if (window == 0 || unknown || closed || !channel.ownKey()) {
      return;
    }
    Map<String, Object> load = new HashMap<>();
    load.put("cmd", "_missed_jobs");
    load.put("window", window);
    load.put("after", after);
    tools
        .timer()
        .when(
            channel.request(load, timeout), (answer, failure) -> answered(answer, failure, first));
  }

  private void answered(@Nullable Object answer, @Nullable Throwable failure, boolean first) {
    if (failure != null) {
      LOG.debug("Master {} does not tell of missed jobs: {}", channel.master(), failure.toString());
      if (failures.incrementAndGet() <= MOST_FAILURES) {
        tools.timer().after(SURELY_SUBSCRIBED, () -> ask("", first));
      }
    } else if (answer instanceof Map<?, ?> map && map.get("jobs") instanceof List<?> jobs) {
      if (map.get("time") instanceof Number millis) {
        tools.facts().time(channel.master(), millis.longValue());
      }
      if (map.get("master") instanceof String identity) {
        tools.facts().identity(channel.master(), identity);
      }
      take(jobs, map.get("more") instanceof Number more ? more.longValue() : 0, first);
    } else {
      LOG.debug("Master {} keeps no jobs for minions that were away", channel.master());
      unknown = true;
    }
  }

  private void take(List<?> jobs, long more, boolean first) {
    String last = "";
    for (Object job : jobs) {
      Map<String, Object> load = new HashMap<>();
      if (job instanceof Map<?, ?> map) {
        map.forEach((name, value) -> load.put(String.valueOf(name), value));
      }
      last = load.get("jid") instanceof String jid ? jid : last;
      tools.publications().published(channel.master(), load);
    }
    if (!jobs.isEmpty()) {
      LOG.debug("Master {} tells of {} jobs, and has {} more", channel.master(), jobs.size(), more);
    }
    if (more > 0 && !last.isEmpty()) {
      String after = last;
      tools.publications().afterThese(() -> ask(after, first));
    } else if (first) {
      tools.timer().after(SURELY_SUBSCRIBED, () -> ask("", false));
    }
  }
}
