// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.JobId;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.Functions;
import io.saltern.api.function.PythonText;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.minion.RunningJobs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, a bounded number at once; a bounded number more wait. Functions of {@code saltutil},
 * which look after jobs, have threads of their own, so that they answer when all others are busy.
 */
@Component(service = {RunningJobs.class, Jobs.class})
public final class Jobs implements RunningJobs {
  /** Fields of a job's file in {@code proc}: which master published it. */
  static final String MASTER_HOST = "__master_host";

  static final String MASTER_PORT = "__master_port";

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final String CARETAKER = "saltutil.";
  private static final int CARETAKERS = 2;
  private static final int IDLE_SECONDS = 30;
  private static final int END_SECONDS = 2;
  private static final int USUALLY_AT_ONCE = 64;
  private static final int MOST_AT_ONCE = 1000;
  private static final int MOST_WAITING = 1000;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private final JobRunner runner;
  private final ProcFiles proc;
  private final Map<JobId, RunningJob> jobs = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor caretakers;

  /** Takes what came of jobs. */
  interface Outbox {
    /** Keeps it, so that it outlives the process; false when it cannot. */
    boolean keep(Publication publication, List<FunctionResult> results);

    /** Sends what is kept. */
    void send();
  }

  @Activate
  public Jobs(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference Functions functions,
      @Reference Yaml yaml)
      throws IOException {
    this(
        new JobRunner(functions, new SaltArguments(yaml)),
        new ProcFiles(settings.path(MinionOptions.CACHEDIR).resolve("proc")),
        limit(settings),
        MOST_WAITING);
  }

  /**
   * @param atOnce how many jobs run at once
   * @param mostWaiting how many more may wait
   */
  Jobs(JobRunner runner, ProcFiles proc, int atOnce, int mostWaiting) {
    this.runner = runner;
    this.proc = proc;
    this.workers = pool("job", atOnce, mostWaiting);
    this.caretakers = pool("job-care", CARETAKERS, mostWaiting);
  }

  private static int limit(Settings settings) {
    long limit = settings.get(MinionOptions.PROCESS_COUNT_MAX);
    return limit > 0 ? Math.toIntExact(Math.min(limit, MOST_AT_ONCE)) : USUALLY_AT_ONCE;
  }

  /** Where running jobs are noted for other processes. */
  ProcFiles proc() {
    return proc;
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queue) {
    AtomicInteger count = new AtomicInteger();
    ThreadFactory factory =
        work -> {
          Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queue),
            factory);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Writes a job down, so that it is answered even when this process dies before it has run.
   *
   * @throws IOException when it cannot be written
   */
  void note(Publication publication) throws IOException {
    proc.write(publication.job(), described(publication));
  }

  /** Runs a job that was noted when a thread is free; one too many is answered at once. */
  void submit(Publication publication, Outbox outbox) {
    RunningJob job = new RunningJob(publication);
    jobs.put(publication.job(), job);
    boolean care = publication.functions().stream().allMatch(f -> f.startsWith(CARETAKER));
    try {
      (care ? caretakers : workers).execute(() -> run(job, outbox));
    } catch (RejectedExecutionException full) {
      LOG.error("Job {} is refused: {} jobs wait", publication.job(), workers.getQueue().size());
      answer(publication, same(publication, "ERROR: too many jobs wait on this minion", 1), outbox);
    }
  }

  private void run(RunningJob job, Outbox outbox) {
    Publication publication = job.publication();
    List<FunctionResult> results;
    try {
      results = job.begin() ? work(publication) : ended(publication, job.signal());
    } catch (InterruptedException e) {
      results = ended(publication, job.signal());
    } finally {
      job.end();
    }
    answer(publication, results, outbox);
  }

  /** At every moment the job is noted, or its answer kept. */
  private void answer(Publication publication, List<FunctionResult> results, Outbox outbox) {
    if (outbox.keep(publication, results)) {
      proc.remove(publication.job());
    }
    jobs.remove(publication.job());
    outbox.send();
  }

  private List<FunctionResult> work(Publication publication) throws InterruptedException {
    LOG.info("Starting a new job {} with PID {}", publication.job(), ProcessHandle.current().pid());
    return runner.run(publication);
  }

  private static Map<String, @Nullable Object> described(Publication publication) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>(publication.load());
    data.put(MASTER_HOST, publication.master().host());
    data.put(MASTER_PORT, publication.master().port());
    return data;
  }

  private static List<FunctionResult> ended(Publication publication, int signal) {
    LOG.warn("Job {} was ended by signal {}", publication.job(), signal);
    return same(
        publication, "ERROR: the job was ended by signal " + signal, FunctionTable.ENDED + signal);
  }

  /** The same result for each function of a job. */
  static List<FunctionResult> same(Publication publication, String text, int retcode) {
    FunctionResult result = new FunctionResult(text, retcode, "nested", null);
    return publication.functions().stream().map(function -> result).toList();
  }

  @Override
  public List<Map<String, @Nullable Object>> running() {
    List<Map<String, @Nullable Object>> running = new ArrayList<>();
    for (RunningJob job : jobs.values()) {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      boolean waits = job.waits();
      data.put(ProcFiles.PID, waits ? 0L : ProcessHandle.current().pid());
      data.putAll(job.publication().load());
      if (waits) {
        data.put("queued", true);
      }
      running.add(data);
    }
    running.addAll(proc.ofOthers());
    return running;
  }

  @Override
  public OptionalLong end(JobId id, int signal) {
    RunningJob job = jobs.get(id);
    if (job != null) {
      job.interrupt(signal);
      return OptionalLong.of(ProcessHandle.current().pid());
    }
    for (Map<String, @Nullable Object> other : proc.ofOthers()) {
      if (id.value().equals(PythonText.str(other.get("jid")))
          && other.get(ProcFiles.PID) instanceof Number pid) {
        ProcessHandle.of(pid.longValue()).ifPresent(p -> endProcess(p, signal));
        return OptionalLong.of(pid.longValue());
      }
    }
    return OptionalLong.empty();
  }

  private static void endProcess(ProcessHandle process, int signal) {
    boolean sent = signal == SIGKILL ? process.destroyForcibly() : process.destroy();
    if (!sent) {
      LOG.warn("Process {} cannot be ended", process.pid());
    }
  }

  /** Ends all jobs; those that run are interrupted and get a moment. */
  @Deactivate
  void close() {
    workers.shutdownNow();
    caretakers.shutdownNow();
    jobs.values().forEach(job -> job.interrupt(SIGTERM));
    try {
      if (!workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} jobs did not end in time", workers.getActiveCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
