// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.program.ProgramCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A call whose output is kept and whose questions are answered from a list. */
final class TestCall implements ProgramCall {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> arguments;

  TestCall(String... arguments) {
    this.arguments = List.of(arguments);
  }

  TestCall answering(String answer) {
    answers.add(answer);
    return this;
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Caller caller() {
    return Caller.local("root", true);
  }

  @Override
  public List<String> arguments() {
    return arguments;
  }

  @Override
  public PrintStream out() {
    return outStream;
  }

  @Override
  public PrintStream err() {
    return errStream;
  }

  @Override
  public boolean terminal() {
    return false;
  }

  @Override
  public int columns() {
    return 80;
  }

  @Override
  public Optional<char[]> ask(String prompt, boolean secret) {
    outStream.print(prompt);
    return Optional.ofNullable(answers.poll()).map(String::toCharArray);
  }
}
