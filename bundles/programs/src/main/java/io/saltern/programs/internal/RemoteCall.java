// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.program.ProgramCall;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A run of a program for a client of the socket. */
final class RemoteCall implements ProgramCall {
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private final Caller caller;
  private final Request request;
  private final Frames frames;
  private final PrintStream out;
  private final PrintStream err;
  private final BlockingQueue<Frames.Frame> answers = new ArrayBlockingQueue<>(1);

  RemoteCall(Caller caller, Request request, Frames frames) {
    this.caller = caller;
    this.request = request;
    this.frames = frames;
    this.out = new PrintStream(frames.stream('O'), false, StandardCharsets.UTF_8);
    this.err = new PrintStream(frames.stream('E'), false, StandardCharsets.UTF_8);
  }

  /** Takes an answer to a prompt; one that nobody waits for is dropped. */
  void answered(Frames.Frame answer) {
    answers.offer(answer);
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public List<String> arguments() {
    return request.arguments();
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return err;
  }

  @Override
  public boolean terminal() {
    return request.terminal();
  }

  @Override
  public int columns() {
    return request.columns();
  }

  @Override
  public Optional<char[]> ask(String prompt, boolean secret) throws IOException {
    return answer(() -> frames.prompt(prompt, secret)).map(String::toCharArray);
  }

  @Override
  public Optional<String> storedToken(String file) throws IOException {
    return answer(() -> frames.texts('T', file));
  }

  @Override
  public boolean storeToken(String file, String token) throws IOException {
    return answer(() -> frames.texts('S', file, token)).isPresent();
  }

  private interface Question {
    void send() throws IOException;
  }

  private Optional<String> answer(Question question) throws IOException {
    answers.clear();
    question.send();
    Frames.Frame answer;
    try {
      answer = answers.poll(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the caller has gone", e);
    }
    if (answer == null) {
      return Optional.empty();
    }
    DataInputStream in = answer.body();
    return in.readUnsignedByte() == 1 ? Optional.of(Frames.text(in)) : Optional.empty();
  }
}
