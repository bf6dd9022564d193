// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Event;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.master.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Returns of some jobs, from the event bus, in their order. */
final class ReturnQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnQueue.class);
  private static final int CAPACITY = 100_000;

  private final EventBus events;
  private final BlockingQueue<Return> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final List<EventBus.Listening> listenings = new ArrayList<>();

  ReturnQueue(EventBus events) {
    this.events = events;
  }

  /** Also queues the returns of this job, from now on. */
  void listen(JobId job) {
    String prefix = "salt/job/" + job + "/ret/";
    listenings.add(
        events.listen(
            prefix,
            event ->
                toReturn(job, event.tag().substring(prefix.length()), event)
                    .ifPresent(this::offer)));
  }

  private void offer(Return value) {
    if (!queue.offer(value)) {
      dropped.incrementAndGet();
    }
  }

  /** The next one; null when none comes in time. */
  @Nullable Return poll(long nanos) throws InterruptedException {
    return queue.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /** How many found no room. */
  long dropped() {
    return dropped.get();
  }

  private static Optional<Return> toReturn(JobId job, String minion, Event event) {
    if (!event.data().containsKey("return") || !MinionId.isValid(minion)) {
      LOG.warn("Malformed event return: {}", event.tag());
      return Optional.empty();
    }
    return Optional.of(
        new Return(
            job,
            new MinionId(minion),
            event.data().get("return"),
            Retcodes.of(event.data().get("retcode")),
            Boolean.TRUE.equals(event.data().get("success")),
            event.data()));
  }

  @Override
  public void close() {
    listenings.forEach(EventBus.Listening::close);
    if (dropped.get() > 0) {
      LOG.warn("{} returns found no room in a program's queue; they are stored", dropped);
    }
  }
}
