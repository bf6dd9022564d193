// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.eauth.pam.internal.Frames.Answered;
import io.saltern.eauth.pam.internal.Frames.Asked;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The process that calls PAM for a master: questions come at standard input, answers go to standard
 * output. It ends with its input, and so with its master.
 */
public final class PamProcess {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int READ_AND_WRITE = 2;

  private static final int UNUSABLE = 69;
  private static final int BROKEN = 74;
  private static final int STUCK = 75;

  private final PamPool pool;
  private final OutputStream answers;

  private PamProcess(PamPool pool, OutputStream answers) {
    this.pool = pool;
    this.answers = answers;
  }

  /** Runs until the input ends. */
  public static void main(String[] arguments) {
    // threads that hang in PAM would keep it
    Runtime.getRuntime().halt(run());
  }

  private static int run() {
    // what PAM's modules read and print must not come between
    try (InputStream questions = new FileInputStream("/proc/self/fd/" + STDIN);
        OutputStream answers = new FileOutputStream("/proc/self/fd/" + STDOUT)) {
      PamPool pool = new PamPool(new PamStack()::check, System.err::println);
      leaveStandardStreams();
      return new PamProcess(pool, answers).serve(questions);
    } catch (IOException e) {
      System.err.println("cannot go on: " + e);
      return BROKEN;
    } catch (LinkageError e) {
      System.err.println(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
      return UNUSABLE;
    }
  }

  private static void leaveStandardStreams() throws IOException {
    LibC libc = new LibC();
    int nothing = libc.open(LibC.terminated("/dev/null"), READ_AND_WRITE);
    if (nothing < 0 || libc.dup2(nothing, STDIN) < 0 || libc.dup2(STDERR, STDOUT) < 0) {
      throw new IOException("the standard streams cannot be replaced");
    }
  }

  private int serve(InputStream questions) throws IOException {
    answers.write(Frames.of(new Answered(Frames.READY, null, "")));
    Asked asked = Frames.readQuestion(questions);
    while (asked != null) {
      if (pool.stuck() >= PamPool.MOST_STUCK) {
        System.err.println("too many threads hang in PAM, and end with this process");
        return STUCK;
      }
      long id = asked.id();
      var unused =
          pool.check(asked.question()).whenComplete((answer, failure) -> send(id, answer, failure));
      asked = Frames.readQuestion(questions);
    }
    return 0;
  }

  private void send(long id, @Nullable PamAnswer answer, @Nullable Throwable failure) {
    try {
      byte[] frame = Frames.of(new Answered(id, answer, String.valueOf(failure)));
      synchronized (answers) {
        answers.write(frame);
      }
    } catch (IOException e) {
      // nobody listens any more
      Runtime.getRuntime().halt(BROKEN);
    }
  }
}
