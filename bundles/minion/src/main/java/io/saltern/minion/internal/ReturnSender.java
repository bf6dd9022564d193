// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannel;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.transport.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings spooled returns to one master until it has acknowledged each of them. */
final class ReturnSender {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnSender.class);
  private static final int AT_ONCE = 16;
  private static final int LONGEST_PAUSE_SECONDS = 60;

  private final ReturnSpool spool;
  private final ClientChannel channel;
  private final Predicate<Endpoint> mayGo;
  private final Settings settings;
  private final Timer timer;
  private final Runnable sendElsewhere;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param mayGo whether a return for that publisher may go to this master
   */
  ReturnSender(ClientChannel channel, Predicate<Endpoint> mayGo, LinkTools tools) {
    this.spool = tools.spool();
    this.channel = channel;
    this.mayGo = mayGo;
    this.settings = tools.settings();
    this.timer = tools.timer();
    this.sendElsewhere = tools.sendWaiting();
  }

  /** Sends what waits; called when something may have come. */
  void sendWaiting() {
    while (!closed && underWay.get() < AT_ONCE) {
      Optional<SpooledReturn> next = spool.take(mayGo);
      if (next.isEmpty()) {
        return;
      }
      underWay.incrementAndGet();
      send(next.get(), 1);
    }
  }

  /** Sends no more; what is under way may still be acknowledged. */
  void close() {
    closed = true;
  }

  private void send(SpooledReturn entry, int attempt) {
    Map<String, Object> load;
    try {
      load = spool.load(entry);
    } catch (IOException e) {
      LOG.error("The return of job {} is lost: {}", entry.job(), e.getMessage());
      underWay.decrementAndGet();
      return;
    }
    LOG.debug("Returning information for job: {}", entry.job());
    timer.when(
        channel.request(load, timeout()), (answer, failure) -> answered(entry, attempt, failure));
  }

  private void answered(SpooledReturn entry, int attempt, @Nullable Throwable failure) {
    if (failure == null) {
      acknowledged(entry);
      return;
    }
    LOG.debug("The return of job {} was not acknowledged: {}", entry.job(), failure.toString());
    if (closed) {
      leave(entry);
      return;
    }
    int tries = Math.toIntExact(settings.get(MinionOptions.RETURN_RETRY_TRIES));
    if (attempt % tries == 0) {
      LOG.warn(
          "The minion failed to return the job information for job {}. This is often due to the"
              + " master being shut down or overloaded. It is kept and sent again.",
          entry.job());
    }
    long pause = attempt < tries ? 1 : Math.min(LONGEST_PAUSE_SECONDS, attempt);
    timer.after(Duration.ofSeconds(pause), () -> again(entry, attempt + 1));
  }

  private void again(SpooledReturn entry, int attempt) {
    if (closed) {
      leave(entry);
    } else {
      send(entry, attempt);
    }
  }

  /** Leaves a return to the link that serves a master now. */
  private void leave(SpooledReturn entry) {
    underWay.decrementAndGet();
    spool.putBack(entry);
    sendElsewhere.run();
  }

  private void acknowledged(SpooledReturn entry) {
    try {
      spool.acknowledged(entry);
    } catch (IOException e) {
      LOG.error("{} cannot be removed and may be sent again: {}", entry.file(), e.toString());
    }
    underWay.decrementAndGet();
    sendWaiting();
  }

  private Duration timeout() {
    long least = settings.get(MinionOptions.RETURN_RETRY_TIMER);
    long most = settings.get(MinionOptions.RETURN_RETRY_TIMER_MAX);
    return Duration.ofSeconds(
        most > least ? ThreadLocalRandom.current().nextLong(least, most + 1) : least);
  }
}
