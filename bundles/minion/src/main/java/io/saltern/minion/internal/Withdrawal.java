// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.config.MinionOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one master which of the returns that it may have kept another has acknowledged. */
final class Withdrawal {
  private static final Logger LOG = LoggerFactory.getLogger(Withdrawal.class);
  private static final int MOST = 500;

  private final LinkTools tools;
  private final ClientChannel channel;
  private final AtomicBoolean underWay = new AtomicBoolean();

  Withdrawal(LinkTools tools, ClientChannel channel) {
    this.tools = tools;
    this.channel = channel;
  }

  /** Called when there may be some, and the master can be asked. */
  void tell() {
    if (tools.doubts().isEmpty() || !channel.ownKey() || !underWay.compareAndSet(false, true)) {
      return;
    }
    Map<String, String> elsewhere = new LinkedHashMap<>();
    tools.doubts().elsewhere(channel.master()).entrySet().stream()
        .limit(MOST)
        .forEach(one -> elsewhere.put(one.getKey().value(), one.getValue()));
    if (elsewhere.isEmpty()) {
      underWay.set(false);
      return;
    }
    Map<String, Object> load = Map.of("cmd", "_returned_elsewhere", "returns", elsewhere);
    tools
        .timer()
        .when(
            channel.request(load, tools.settings().seconds(MinionOptions.REQUEST_CHANNEL_TIMEOUT)),
            (answer, failure) -> told(elsewhere.keySet(), failure));
  }

  private void told(Set<String> elsewhere, @Nullable Throwable failure) {
    if (failure == null) {
      // a master that does not know the question keeps what it has
      elsewhere.forEach(job -> tools.doubts().settle(new JobId(job), channel.master()));
    } else {
      LOG.debug(
          "Master {} does not answer for returns it may have: {}",
          channel.master(),
          failure.toString());
    }
    underWay.set(false);
  }
}
