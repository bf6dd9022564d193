// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.failover.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.SignIn;
import io.saltern.api.minion.MasterChange;
import io.saltern.api.minion.MasterChoice;
import io.saltern.api.minion.MasterLink;
import io.saltern.api.minion.MasterLinkListener;
import io.saltern.api.minion.MasterLinks;
import io.saltern.api.minion.SignOfLife;
import io.saltern.api.transport.Ending;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the {@link Machine} what happens, and does what it says, all on one thread. */
final class Driver implements MasterChoice {
  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);

  private final Machine machine;
  private final MasterLinks links;
  private final MinionId id;
  private final ScheduledThreadPoolExecutor thread;
  private final Map<Integer, MasterLink> open = new HashMap<>();
  private State state;
  private @Nullable Future<?> alarm;

  Driver(Machine machine, MasterLinks links, MinionId id) {
    this.machine = machine;
    this.links = links;
    this.id = id;
    this.state = machine.idle();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread made = new Thread(work, "failover");
              made.setDaemon(true);
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Something has happened; returns at once. */
  void happened(Happening event) {
    try {
      thread.execute(() -> step(event));
    } catch (RejectedExecutionException closed) {
      LOG.trace("The minion ends: {} changes nothing", event);
    }
  }

  private void step(Happening event) {
    try {
      if (event instanceof Happening.Failed failed) {
        open.remove(failed.link());
      }
      Step step = machine.step(state, event, now());
      state = step.state();
      step.deeds().forEach(this::carryOut);
      setAlarm();
    } catch (RuntimeException | Error e) {
      LOG.error("The choice of a master failed at {}", event, e);
    }
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }

  private void setAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
    }
    alarm =
        state
            .phase()
            .wakeAt()
            .map(
                time ->
                    thread.schedule(
                        () -> step(new Happening.Tick()),
                        time.minus(now()).toNanos(),
                        TimeUnit.NANOSECONDS))
            .orElse(null);
  }

  private void carryOut(Deed deed) {
    if (deed instanceof Deed.Say say) {
      say(say);
    } else if (deed instanceof Deed.Serve serve) {
      serve(serve);
    } else if (deed instanceof Deed.Close close) {
      MasterLink link = open.remove(close.link());
      if (link != null) {
        link.close();
      }
    } else if (deed instanceof Deed.Part part) {
      part(part);
    } else if (deed instanceof Deed.Ask ask) {
      ask(ask);
    } else if (deed instanceof Deed.Tell tell) {
      tell(tell);
    } else if (deed instanceof Deed.GiveUp giveUp) {
      links.giveUp(giveUp.reason(), SignIn.Outcome.UNREACHABLE.exitCode());
    }
  }

  private static void say(Deed.Say say) {
    switch (say.level()) {
      case ERROR -> LOG.error(say.text());
      case WARNING -> LOG.warn(say.text());
      case INFO -> LOG.info(say.text());
      default -> LOG.debug(say.text());
    }
  }

  private void serve(Deed.Serve serve) {
    try {
      open.put(serve.link(), links.serve(serve.master(), false, new Ears(serve.link())));
    } catch (RuntimeException e) {
      LOG.error("Master {} cannot be served", serve.master(), e);
      happened(
          new Happening.Failed(
              serve.link(), new SignIn(SignIn.Outcome.UNREACHABLE, 0, String.valueOf(e))));
    }
  }

  private void ask(Deed.Ask ask) {
    MasterLink link = open.get(ask.link());
    if (link != null) {
      var unused =
          link.ask(ask.timeout())
              .whenComplete(
                  (life, failure) ->
                      happened(
                          new Happening.Asked(
                              ask.link(), failure == null ? life : SignOfLife.NONE)));
    }
  }

  /** What the master sends before it knows arrives still: nothing is lost on the way. */
  private void part(Deed.Part part) {
    MasterLink link = open.remove(part.link());
    if (link == null) {
      return;
    }
    Map<String, Object> data =
        Map.of("id", id.value(), "to", part.to().toString(), "reason", part.reason());
    var unused =
        link.fire("salt/minion/" + id + "/left", data)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.debug("Master {} was not told: {}", link.master(), failure.toString());
                  }
                  closeLater(link);
                });
  }

  /** Not on the link's own thread, which it waits for. */
  private void closeLater(MasterLink link) {
    try {
      thread.execute(link::close);
    } catch (RejectedExecutionException closed) {
      LOG.trace("The minion ends, and closes the link to {} itself", link.master());
    }
  }

  private void tell(Deed.Tell tell) {
    MasterChange change = tell.change();
    links.changed(change);
    double seconds = change.time().toMillis() / 1000.0;
    LOG.info(
        "The minion serves master {} instead of {} after {} s: {}",
        change.to(),
        change.from(),
        seconds,
        change.reason());
    MasterLink link = open.get(tell.link());
    if (link == null) {
      return;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", id.value());
    data.put("from", change.from().toString());
    data.put("to", change.to().toString());
    data.put("reason", change.reason());
    data.put("seconds", seconds);
    var unused =
        link.fire("salt/minion/" + id + "/failover", data)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    LOG.warn(
                        "Master {} did not take the event: {}", change.to(), failure.toString());
                  }
                });
  }

  @Override
  public void recheck() {
    happened(new Happening.Recheck());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** Hears one link. */
  private final class Ears implements MasterLinkListener {
    private final int number;

    Ears(int number) {
      this.number = number;
    }

    @Override
    public void ready(MasterLink link) {
      happened(new Happening.Ready(number));
    }

    @Override
    public void disconnected(MasterLink link, Ending how) {
      happened(new Happening.Lost(number, how));
    }

    @Override
    public void failed(MasterLink link, SignIn outcome) {
      happened(new Happening.Failed(number, outcome));
    }
  }
}
