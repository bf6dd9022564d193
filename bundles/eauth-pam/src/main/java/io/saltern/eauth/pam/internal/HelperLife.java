// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.eauth.pam.internal.Frames.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One run of the process that calls PAM. */
final class HelperLife {
  private static final long LAST_SECONDS = 5;
  private static final int LONGEST_LINE = 500;

  private final Process process;
  private final Consumer<String> warnings;

  private volatile long readySince;

  /** An empty one ends the writer. */
  private final BlockingQueue<Optional<Supplier<byte[]>>> questions;

  /**
   * Begins.
   *
   * @param most how many questions can wait to be written
   * @param warnings takes what the process says
   */
  HelperLife(Process process, int most, Consumer<String> warnings) {
    this.process = process;
    this.warnings = warnings;
    questions = new LinkedBlockingQueue<>(most);
    thread("writer", this::write);
    thread("log", this::listen);
  }

  static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, "saltern-pam-process-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Sends a question.
   *
   * @param frame asked for the question when its turn has come; empty when it is no longer wanted
   * @return whether it can wait for its turn
   */
  boolean send(Supplier<byte[]> frame) {
    return questions.offer(Optional.of(frame));
  }

  /** Lets it end. */
  void end() {
    if (!questions.offer(Optional.empty())) {
      kill();
    }
    CompletableFuture.delayedExecutor(LAST_SECONDS, TimeUnit.SECONDS).execute(this::kill);
  }

  /** Whether it has been able to answer for so long. */
  boolean isReadySince(Duration time) {
    long since = readySince;
    return since != 0 && System.nanoTime() - since >= time.toNanos();
  }

  void kill() {
    // not the process itself, which would close what it has said before
    process.toHandle().destroyForcibly();
  }

  /**
   * Takes answers until it has ended.
   *
   * @return how it ended, in words
   */
  String run(Consumer<Answered> answers) throws InterruptedException {
    Optional<String> trouble = Optional.empty();
    try {
      InputStream in = process.getInputStream();
      Answered answer = Frames.readAnswer(in);
      while (answer != null) {
        if (answer.id() == Frames.READY) {
          readySince = System.nanoTime();
        } else {
          answers.accept(answer);
        }
        answer = Frames.readAnswer(in);
      }
    } catch (IOException e) {
      trouble = Optional.of(e.toString());
      kill();
    }
    if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
      kill();
      process.waitFor(LAST_SECONDS, TimeUnit.SECONDS);
    }
    // the writer may wait for a question
    questions.clear();
    questions.offer(Optional.empty());
    int code = process.isAlive() ? -1 : process.exitValue();
    return trouble.orElse("exit code " + code);
  }

  private void write() {
    try (OutputStream out = process.getOutputStream()) {
      Optional<Supplier<byte[]>> next = questions.take();
      while (next.isPresent()) {
        byte[] frame = next.get().get();
        try {
          out.write(frame);
          out.flush();
        } finally {
          Arrays.fill(frame, (byte) 0);
        }
        next = questions.take();
      }
    } catch (IOException e) {
      // it ends, which whoever reads its answers sees
      questions.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  /** Hands on its lines, and the beginning of those that are too long. */
  private void listen() {
    try (Reader reader = new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c != '\n') {
          if (line.length() < LONGEST_LINE) {
            line.append((char) c);
          }
        } else if (line.length() > 0) {
          warnings.accept(line.toString());
          line.setLength(0);
        }
      }
    } catch (IOException e) {
      warnings.accept("what the process that calls PAM says is lost: " + e);
    }
  }
}
