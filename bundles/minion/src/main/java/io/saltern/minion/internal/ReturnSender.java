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
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings spooled returns to one master until it has acknowledged each of them. One that a master
 * was sent and that it did not acknowledge goes to another only when the first one would not keep
 * it any more.
 */
final class ReturnSender {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnSender.class);
  private static final int AT_ONCE = 16;
  private static final int LONGEST_PAUSE_SECONDS = 60;

  /** How long a master may take to keep a return. */
  private static final Duration OFFER = Duration.ofSeconds(3);

  /** After that: for an answer on its way, and for clocks. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  /** After so many attempts the master may take as long as it likes. */
  private static final int MOST_OFFERS = 10;

  private final ReturnSpool spool;
  private final Doubts doubts;
  private final ClientChannel channel;
  private final Predicate<Endpoint> mayGo;
  private final MasterFacts facts;
  private final Settings settings;
  private final Timer timer;
  private final Runnable sendElsewhere;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean closed;
  private @Nullable Runnable whenDone;

  /**
   * @param mayGo whether a return for that publisher may go to this master
   */
  ReturnSender(ClientChannel channel, Predicate<Endpoint> mayGo, LinkTools tools) {
    this.spool = tools.spool();
    this.doubts = tools.doubts();
    this.channel = channel;
    this.mayGo = mayGo;
    this.facts = tools.facts();
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

  /**
   * Sends no more.
   *
   * @param then done when all that is under way is acknowledged or given up
   */
  void close(Runnable then) {
    synchronized (this) {
      closed = true;
      whenDone = then;
    }
    doneWhenIdle();
  }

  private void over() {
    underWay.decrementAndGet();
    doneWhenIdle();
  }

  private void doneWhenIdle() {
    Runnable then = null;
    synchronized (this) {
      if (closed && underWay.get() == 0) {
        then = whenDone;
        whenDone = null;
      }
    }
    if (then != null) {
      then.run();
    }
  }

  private void send(SpooledReturn entry, int attempt) {
    Map<String, Object> load;
    try {
      load = spool.load(entry);
    } catch (IOException e) {
      LOG.error("The return of job {} is lost: {}", entry.job(), e.getMessage());
      over();
      return;
    }
    LOG.debug("Returning information for job: {}", entry.job());
    OptionalLong answerBy =
        attempt > MOST_OFFERS ? OptionalLong.empty() : facts.in(channel.master(), OFFER);
    answerBy.ifPresent(millis -> load.put("answer_by", millis));
    long free = System.nanoTime() + (answerBy.isPresent() ? OFFER.plus(MARGIN).toNanos() : 0);
    timer.when(
        channel.request(load, timeout()),
        (answer, failure) -> answered(new Attempt(entry, attempt, free), answer, failure));
  }

  /**
   * What a master was sent.
   *
   * @param free when it will not keep it any more, by {@link System#nanoTime}
   */
  private record Attempt(SpooledReturn entry, int number, long free) {}

  private void answered(Attempt made, @Nullable Object answer, @Nullable Throwable failure) {
    SpooledReturn entry = made.entry();
    int attempt = made.number();
    boolean late = answer instanceof Map<?, ?> map && map.get("again") instanceof Number;
    if (failure == null && !late) {
      acknowledged(entry);
      return;
    }
    if (answer instanceof Map<?, ?> map && map.get("again") instanceof Number millis) {
      facts.time(channel.master(), millis.longValue());
    }
    LOG.debug(
        "The return of job {} was not acknowledged: {}",
        entry.job(),
        failure == null ? "it came too late" : failure.toString());
    boolean doubt = failure != null;
    if (closed) {
      leave(made, doubt);
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
    timer.after(Duration.ofSeconds(pause), () -> again(made, doubt));
  }

  private void again(Attempt made, boolean doubt) {
    if (closed) {
      leave(made, doubt);
    } else {
      send(made.entry(), made.number() + 1);
    }
  }

  /**
   * Leaves a return to the link that serves a master now.
   *
   * @param doubt whether this master may have kept it
   */
  private void leave(Attempt made, boolean doubt) {
    if (doubt) {
      note(made.entry());
    }
    over();
    Duration wait = Duration.ofNanos(Math.max(0, made.free() - System.nanoTime()));
    timer.after(
        wait,
        () -> {
          spool.putBack(made.entry());
          sendElsewhere.run();
        });
  }

  private void note(SpooledReturn entry) {
    try {
      doubts.add(entry.job(), channel.master());
    } catch (IOException e) {
      LOG.warn(
          "The return of job {} may be on master {} and on another: {}",
          entry.job(),
          channel.master(),
          e.toString());
    }
  }

  private void acknowledged(SpooledReturn entry) {
    try {
      doubts.kept(entry.job(), channel.master(), facts.identity(channel.master()));
      spool.acknowledged(entry);
    } catch (IOException e) {
      LOG.error("{} cannot be removed and may be sent again: {}", entry.file(), e.toString());
    }
    over();
    sendWaiting();
    if (!doubts.isEmpty()) {
      sendElsewhere.run();
    }
  }

  private Duration timeout() {
    long least = settings.get(MinionOptions.RETURN_RETRY_TIMER);
    long most = settings.get(MinionOptions.RETURN_RETRY_TIMER_MAX);
    return Duration.ofSeconds(
        most > least ? ThreadLocalRandom.current().nextLong(least, most + 1) : least);
  }
}
