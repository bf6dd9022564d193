// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Computers by the DNs that rules name: read at once, and again after a while. */
final class KnownComputers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KnownComputers.class);
  private static final Duration AGAIN_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final int MOST = 1_000;

  private final Computers computers;
  private final Duration refresh;
  private final Map<String, CompletableFuture<Set<String>>> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "saltern-ldap-computers");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param bases those that are read at once
   */
  KnownComputers(Computers computers, Set<String> bases, Duration refresh) {
    this.computers = computers;
    this.refresh = refresh;
    for (String base : bases) {
      var unused = ask(base);
    }
  }

  /**
   * The computers below a DN; is not complete while they are read for the first time, and has
   * failed while the directory does not tell them.
   */
  CompletableFuture<Set<String>> below(String base) {
    CompletableFuture<Set<String>> found = known.get(base);
    return found == null ? ask(base) : found;
  }

  private CompletableFuture<Set<String>> ask(String base) {
    if (known.size() >= MOST) {
      return CompletableFuture.failedFuture(
          new IOException("rules name more than " + MOST + " parts of the directory"));
    }
    CompletableFuture<Set<String>> first = new CompletableFuture<>();
    CompletableFuture<Set<String>> earlier = known.putIfAbsent(base, first);
    if (earlier != null) {
      return earlier;
    }
    reader.execute(() -> read(base));
    return first;
  }

  private void read(String base) {
    CompletableFuture<Set<String>> before = known.getOrDefault(base, new CompletableFuture<>());
    boolean failedBefore = before.isCompletedExceptionally();
    CompletableFuture<Set<String>> now;
    Duration pause = refresh;
    try {
      Set<String> ids = computers.below(base);
      now = CompletableFuture.completedFuture(ids);
      if (failedBefore) {
        LOG.info("Rules by ldap('{}') hold again: {} computers", base, ids.size());
      }
    } catch (IOException | RuntimeException e) {
      now = CompletableFuture.failedFuture(e);
      pause = refresh.compareTo(AGAIN_AFTER_FAILURE) < 0 ? refresh : AGAIN_AFTER_FAILURE;
      if (!failedBefore) {
        LOG.warn("Rules by ldap('{}') allow nothing: {}", base, e.getMessage());
      }
    }
    known.put(base, now);
    hand(before, now);
    if (!reader.isShutdown()) {
      var unused = reader.schedule(() -> read(base), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Those who wait for the first answer get it. */
  private static void hand(
      CompletableFuture<Set<String>> waiting, CompletableFuture<Set<String>> answer) {
    if (!waiting.isDone()) {
      try {
        waiting.complete(answer.join());
      } catch (CompletionException e) {
        waiting.completeExceptionally(e.getCause() == null ? e : e.getCause());
      }
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
    computers.directory().close();
  }
}
