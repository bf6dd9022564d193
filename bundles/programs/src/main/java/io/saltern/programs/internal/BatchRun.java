// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.master.LocalClient;
import io.saltern.api.master.LocalClient.Patience;
import io.saltern.api.master.NoMinionsException;
import io.saltern.api.master.PublishRequest;
import io.saltern.api.master.Published;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code salt -b}: a job for some minions at a time; when one has returned, the next follows. */
final class BatchRun {
  /** How many jobs run at once; each may be for many minions. */
  private static final int MOST_JOBS = 32;

  private static final long LOOK_MILLIS = 1_000;

  /** What a job tells the thread that prints. */
  private sealed interface News {}

  private record Sent(List<String> minions) implements News {}

  private record Returned(Return value) implements News {}

  /** The job is over; who of its minions is silent, or why it was not sent. */
  private record Over(List<String> silent, @Nullable RefusedException refusal) implements News {}

  private final LocalClient client;
  private final Caller caller;
  private final CommandLine line;
  private final SaltCommand command;
  private final Patience patience;
  private final Printer printer;
  private final ProgramCall call;
  private final BatchSize size;
  private final long wait;

  private final Deque<String> waiting = new ArrayDeque<>();
  private final Set<String> active = new TreeSet<>();

  /** Until when a minion that has returned keeps its place, in nanoseconds, in order. */
  private final Deque<Long> resting = new ArrayDeque<>();

  /** Three entries for each minion at the most: only its first return of a job is told. */
  private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

  private final Map<String, @Nullable Object> together = new LinkedHashMap<>();
  private int jobs;
  private int code;

  /**
   * @throws UsageException when an option about batches makes no sense
   */
  BatchRun(
      LocalClient client,
      Caller caller,
      CommandLine line,
      SaltCommand command,
      BatchSize size,
      Patience patience,
      Printer printer,
      ProgramCall call)
      throws UsageException {
    this.client = client;
    this.caller = caller;
    this.line = line;
    this.command = command;
    this.size = size;
    this.patience = patience;
    this.printer = printer;
    this.call = call;
    this.wait = Duration.ofSeconds(line.integer("batch-wait").orElse(0)).toNanos();
  }

  /** Runs it on who answers, and returns the program's exit code: the highest of all returns. */
  int run(Pings pings) throws RefusedException, InterruptedException {
    if (pings.targeted() == 0) {
      call.out().print(SaltProgram.NOBODY);
      if (!quiet()) {
        call.out().print("No minions matched the target.\n");
      }
    }
    if (!quiet()) {
      pings
          .down()
          .forEach(
              id -> call.out().print("Minion " + id + " did not respond. No job will be sent.\n"));
    }
    waiting.addAll(pings.up());
    ExecutorService threads = Executors.newCachedThreadPool(BatchRun::thread);
    try {
      int most = size.of(waiting.size());
      while (!waiting.isEmpty() || jobs > 0) {
        start(threads, most);
        if (take()) {
          break;
        }
      }
    } catch (InterruptedException e) {
      call.err().print("\nExiting gracefully on Ctrl-c\n");
      return Face.EX_OK;
    } finally {
      threads.shutdownNow();
    }
    threads.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return quiet() ? end() : code;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "salt-batch");
    thread.setDaemon(true);
    return thread;
  }

  private boolean quiet() {
    return line.has("static");
  }

  private int end() {
    if (together.isEmpty()) {
      call.err().print("ERROR: No return received\n");
      return SaltProgram.NO_RETURN;
    }
    printer.print(together, "", 0);
    return Face.EX_OK;
  }

  private void start(ExecutorService threads, int most) {
    while (!resting.isEmpty() && resting.getFirst() - System.nanoTime() <= 0) {
      resting.removeFirst();
    }
    int free = most - active.size() - resting.size();
    if (free <= 0 || waiting.isEmpty() || jobs >= MOST_JOBS) {
      return;
    }
    List<String> next = new ArrayList<>();
    while (next.size() < free && !waiting.isEmpty()) {
      next.add(waiting.removeFirst());
    }
    active.addAll(next);
    jobs++;
    threads.execute(() -> news.add(job(next)));
  }

  private Over job(List<String> minions) {
    PublishRequest request =
        new PublishRequest(Target.list(minions), command.calls(), null, command.extra());
    try {
      return new Over(client.run(caller, request, patience, watcher(minions)), null);
    } catch (RefusedException e) {
      return new Over(minions, e);
    } catch (NoMinionsException | InterruptedException | RuntimeException e) {
      return new Over(minions, null);
    }
  }

  private LocalClient.Watcher watcher(List<String> minions) {
    return new LocalClient.Watcher() {
      @Override
      public void published(Published job) {
        news.add(new Sent(minions));
      }

      @Override
      public void returned(Return value) {
        news.add(new Returned(value));
      }
    };
  }

  /** Waits for something to happen; true when that ends the run. */
  private boolean take() throws RefusedException, InterruptedException {
    long left = resting.isEmpty() ? Long.MAX_VALUE : resting.getFirst() - System.nanoTime();
    long most = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
    News one = news.poll(Math.min(left, most), TimeUnit.NANOSECONDS);
    if (one instanceof Sent sent && !quiet()) {
      String names =
          sent.minions().stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
      call.out().print("\nExecuting run on [" + names + "]\n\n");
    }
    if (one instanceof Returned returned) {
      return show(returned.value());
    }
    if (one instanceof Over over) {
      jobs--;
      if (over.refusal() != null) {
        throw over.refusal();
      }
      return over.silent().stream()
          .filter(active::contains)
          .map(this::tellSilent)
          .toList()
          .contains(true);
    }
    return false;
  }

  private void left(String minion) {
    if (active.remove(minion) && wait > 0) {
      resting.addLast(System.nanoTime() + wait);
    }
  }

  private boolean show(Return value) {
    String id = value.minion().value();
    left(id);
    code = Math.max(code, value.retcode());
    if (quiet()) {
      together.put(id, value.value());
    } else {
      Map<String, @Nullable Object> shown = new LinkedHashMap<>();
      shown.put("retcode", value.retcode());
      shown.put("jid", value.job().value());
      shown.put(id, value.value());
      String suggested = value.load().get("out") instanceof String out ? out : "";
      printer.print(shown, suggested, value.retcode());
    }
    return value.retcode() > 0 && failsHard(id + " returned with non-zero exit code");
  }

  private boolean tellSilent(String minion) {
    left(minion);
    if (quiet()) {
      together.put(minion, Map.of());
    } else {
      call.out().print("Minion '" + minion + "' failed to respond to job sent\n");
    }
    return failsHard(minion + " failed to respond");
  }

  private boolean failsHard(String why) {
    if (!line.has("failhard")) {
      return false;
    }
    call.err().print("[ERROR   ] Minion " + why + ". Batch run stopped due to failhard\n");
    return true;
  }
}
