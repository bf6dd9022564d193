// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.logins;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Many do the same over and over, each on a thread of its own; counted after a time of warming up.
 *
 * @param users how many
 */
public record Load(int users, Duration warmUp, Duration measured) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What each of them does: throws when it did not work. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /**
   * Runs.
   *
   * @return a line of figures
   */
  public String run(Step step) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(users);
    try {
      long begin = System.nanoTime() + warmUp.toNanos();
      long end = begin + measured.toNanos();
      List<Callable<One>> all = new ArrayList<>();
      for (int i = 0; i < users; i++) {
        all.add(() -> loop(step, begin, end));
      }
      List<One> done = new ArrayList<>();
      for (Future<One> one : threads.invokeAll(all)) {
        done.add(one.get());
      }
      return line(done);
    } finally {
      threads.shutdownNow();
    }
  }

  private record One(List<Long> nanos, Map<String, Integer> failures) {}

  private static One loop(Step step, long begin, long end) {
    One one = new One(new ArrayList<>(), new TreeMap<>());
    for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
      try {
        step.run();
        long now = System.nanoTime();
        if (now >= begin && now < end) {
          one.nanos().add(now - start);
        }
      } catch (Exception e) {
        // a master that still starts knows no backends
        if (start >= begin) {
          one.failures().merge(String.valueOf(e.getMessage()), 1, Integer::sum);
        }
      }
    }
    return one;
  }

  private String line(List<One> all) {
    long[] nanos =
        all.stream()
            .flatMapToLong(one -> one.nanos().stream().mapToLong(Long::longValue))
            .sorted()
            .toArray();
    Map<String, Integer> failures = new TreeMap<>();
    all.forEach(one -> one.failures().forEach((why, n) -> failures.merge(why, n, Integer::sum)));
    return String.format(
        Locale.ROOT,
        "%8.1f/s   median %7.1f ms   99 %% %7.1f ms   failed %s",
        nanos.length * NANOS_PER_SECOND / measured.toNanos(),
        share(nanos, 0.5),
        share(nanos, 0.99),
        failures.isEmpty() ? "0" : failures);
  }

  private static double share(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : LongStream.of(sorted)
                .skip((long) Math.ceil(share * sorted.length) - 1)
                .findFirst()
                .orElse(0)
            / NANOS_PER_MILLI;
  }
}
