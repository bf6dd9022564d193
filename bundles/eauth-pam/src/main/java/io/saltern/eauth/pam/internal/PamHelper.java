// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.eauth.pam.internal.Frames.Answered;
import io.saltern.eauth.pam.internal.Frames.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls PAM in a process of its own, which is started again whenever it ends; what it has not
 * answered by then, it is asked once more.
 */
final class PamHelper implements PamGate {
  private static final int MOST_PENDING = 1_000;
  private static final int MOST_LIVES = 2;
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration HEALTHY = Duration.ofSeconds(10);

  private final Launcher launcher;
  private final Consumer<String> warnings;
  private final Map<Long, Pending> pending = new LinkedHashMap<>();
  private long lastId;
  private boolean closing;
  private Duration pause = FIRST_PAUSE;
  private String lastEnd = "";
  private @Nullable HelperLife life;

  /** Starts the process. */
  @FunctionalInterface
  interface Launcher {
    Process launch() throws IOException;
  }

  /** Starts the process, and keeps one running. */
  PamHelper(Launcher launcher, Consumer<String> warnings) {
    this.launcher = launcher;
    this.warnings = warnings;
    HelperLife.thread("keeper", this::keep);
  }

  @Override
  public CompletableFuture<PamAnswer> check(PamQuestion question) {
    Pending asked = new Pending(question);
    String obstacle = admit(asked);
    if (obstacle != null) {
      asked.fail(obstacle);
      return asked.answer;
    }
    // in its pool, a question may wait as long as it may take
    Duration latest = question.patience().multipliedBy(2).plus(GRACE);
    var unused =
        asked
            .answer
            .orTimeout(latest.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (answer, failure) -> {
                  asked.wipe();
                  settled(asked, failure instanceof TimeoutException ? latest : null);
                });
    return asked.answer;
  }

  private synchronized @Nullable String admit(Pending asked) {
    if (closing) {
      return "PAM is being left";
    }
    if (pending.size() >= MOST_PENDING) {
      return MOST_PENDING + " logins wait for PAM";
    }
    if (life == null && pause.compareTo(SOON) > 0) {
      return "the process that calls PAM does not run: " + lastEnd;
    }
    lastId++;
    asked.id = lastId;
    pending.put(asked.id, asked);
    send(asked);
    return null;
  }

  private void send(Pending asked) {
    HelperLife present = life;
    if (present != null && present.send(asked::frame)) {
      asked.lives++;
    }
  }

  /**
   * @param late within what time there was no answer; null when there was one
   */
  private void settled(Pending asked, @Nullable Duration late) {
    HelperLife present;
    synchronized (this) {
      pending.remove(asked.id);
      present = life;
      endWhenDone();
    }
    if (late != null && present != null && present.isReadySince(late)) {
      warnings.accept("the process that calls PAM does not answer, and is ended");
      present.kill();
    }
  }

  private void endWhenDone() {
    if (closing && pending.isEmpty() && life != null) {
      life.end();
    }
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closing = true;
    endWhenDone();
  }

  private void answered(Answered answered) {
    Pending asked;
    synchronized (this) {
      asked = pending.get(answered.id());
    }
    if (asked == null) {
      return;
    }
    PamAnswer answer = answered.answer();
    if (answer != null) {
      asked.answer.complete(answer);
    } else {
      asked.fail(answered.failure());
    }
  }

  private void keep() {
    try {
      while (isNeeded()) {
        long began = System.nanoTime();
        String end = live();
        boolean healthy = System.nanoTime() - began > HEALTHY.toNanos();
        List<Pending> lost = ended(end, healthy);
        lost.forEach(asked -> asked.fail("the process that calls PAM has ended: " + end));
        rest(end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isNeeded() {
    return !closing || !pending.isEmpty();
  }

  private String live() throws InterruptedException {
    try {
      HelperLife next = new HelperLife(launcher.launch(), MOST_PENDING, warnings);
      synchronized (this) {
        life = next;
        pending.values().forEach(this::send);
        endWhenDone();
      }
      return next.run(this::answered);
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
  }

  /** Those of its questions that have had their chances. */
  private synchronized List<Pending> ended(String end, boolean healthy) {
    life = null;
    lastEnd = end;
    pause = healthy ? FIRST_PAUSE : pause;
    List<Pending> lost = new ArrayList<>(pending.values());
    lost.removeIf(asked -> asked.lives < MOST_LIVES);
    return lost;
  }

  private void rest(String end) throws InterruptedException {
    Duration now;
    synchronized (this) {
      if (!isNeeded()) {
        return;
      }
      now = pause;
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
    warnings.accept(
        "the process that calls PAM has ended: %s; it is started again in %d ms"
            .formatted(end, now.toMillis()));
    long until = System.nanoTime() + now.toNanos();
    synchronized (this) {
      for (long left = now.toMillis(); left > 0 && isNeeded(); ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    }
  }

  /** A question without an answer yet. */
  private static final class Pending {
    private final PamQuestion question;
    private final CompletableFuture<PamAnswer> answer = new CompletableFuture<>();
    private long id;
    private int lives;

    Pending(PamQuestion question) {
      this.question = question;
    }

    synchronized byte[] frame() {
      return answer.isDone() ? new byte[0] : Frames.of(new Asked(id, question));
    }

    synchronized void wipe() {
      question.wipe();
    }

    void fail(String why) {
      wipe();
      answer.completeExceptionally(new IOException(why));
    }
  }
}
