// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.Event;
import io.saltern.api.FunctionCall;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.master.EventBus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the minions of a draining master go. */
final class Drill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Drill.class);
  private static final String PREFIX = "salt/minion/";
  private static final String LEFT = "/left";
  private static final Duration ROUND = Duration.ofSeconds(5);
  private static final double ANSWER_SECONDS = 3;
  private static final double MILLIS = 1000;

  private final Minions minions;
  private final JobContext job;
  private final SaltMinions salts;
  private final EventBus.Listening listening;
  private final long begin = System.nanoTime();
  private final Map<String, Object> moved = new TreeMap<>();
  private final Map<String, String> stays = new TreeMap<>();
  private final Set<String> leaving = new TreeSet<>();
  private final Set<String> silent = new TreeSet<>();
  private double lastAfter;

  Drill(Minions minions, EventBus events, JobContext job) {
    this.minions = minions;
    this.job = job;
    this.salts = new SaltMinions(minions, job);
    this.listening = events.listen(PREFIX, this::heard);
  }

  /** Asks all minions to go, and waits until all have gone that can. */
  void run(Duration timeout) throws FunctionException, InterruptedException {
    long end = begin + timeout.toNanos();
    Set<String> foreign = askAll("*", "glob");
    moveSalts(foreign);
    while (waitUntilGone(Math.min(end, System.nanoTime() + ROUND.toNanos()))
        && System.nanoTime() < end) {
      // one that has found no other master yet, or has missed the question
      askAll(String.join(",", waiting()), "list");
    }
  }

  /** Asks; gives those that do not know the question. */
  private Set<String> askAll(String target, String type)
      throws FunctionException, InterruptedException {
    Minions.Answers answers =
        minions.ask(
            target,
            type,
            FunctionCall.of("status.ask_master"),
            ANSWER_SECONDS,
            ANSWER_SECONDS,
            job);
    Set<String> foreign = new TreeSet<>();
    if (type.equals("glob")) {
      silent.addAll(answers.silent());
    }
    answers.returns().forEach((id, answer) -> sort(id, answer, foreign));
    return foreign;
  }

  private synchronized void sort(String id, @Nullable Object answer, Set<String> foreign) {
    if (moved.containsKey(id)) {
      return;
    }
    if (!(answer instanceof Map<?, ?> told)) {
      foreign.add(id);
    } else if (Boolean.TRUE.equals(told.get("moves"))) {
      leaving.add(id);
    } else {
      stays.put(id, "it serves the masters " + told.get("masters") + " for good");
    }
  }

  private void moveSalts(Set<String> foreign) throws FunctionException, InterruptedException {
    if (foreign.isEmpty()) {
      return;
    }
    Map<String, Boolean> outcomes = salts.move(foreign);
    synchronized (this) {
      outcomes.forEach(
          (id, gone) -> {
            if (gone) {
              note(id, Map.of("to", "the next of its list"));
            } else {
              stays.put(id, "it has master_type str, or found no other master");
            }
          });
    }
  }

  private synchronized Set<String> waiting() {
    return new TreeSet<>(leaving);
  }

  private synchronized boolean waitUntilGone(long end) throws InterruptedException {
    for (long left = end - System.nanoTime();
        !leaving.isEmpty() && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return !leaving.isEmpty();
  }

  private synchronized void heard(Event event) {
    String tag = event.tag();
    if (tag.endsWith(LEFT) && tag.length() > PREFIX.length() + LEFT.length()) {
      String id = tag.substring(PREFIX.length(), tag.length() - LEFT.length());
      Object to = event.data().get("data") instanceof Map<?, ?> data ? data.get("to") : null;
      note(id, Map.of("to", String.valueOf(to)));
      notifyAll();
    }
  }

  private void note(String id, Map<String, Object> about) {
    lastAfter = Math.round((System.nanoTime() - begin) / 1e6) / MILLIS;
    Map<String, Object> entry = new LinkedHashMap<>(about);
    entry.put("seconds", lastAfter);
    moved.put(id, entry);
    leaving.remove(id);
    LOG.info("Minion {} has gone to {} after {} s", id, about.get("to"), lastAfter);
  }

  /** What came of it. */
  synchronized Map<String, @Nullable Object> report() {
    leaving.forEach(id -> stays.put(id, "no other master has taken it yet"));
    if (leaving.isEmpty()) {
      LOG.info("The last minion has gone after {} s; {} stay", lastAfter, stays.size());
    }
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("moved", new TreeMap<>(moved));
    report.put("stay", new TreeMap<>(stays));
    report.put("silent", silent.stream().filter(id -> !moved.containsKey(id)).toList());
    report.put("all_gone", stays.isEmpty());
    report.put("last_after", lastAfter);
    return report;
  }

  @Override
  public void close() {
    listening.close();
  }
}
