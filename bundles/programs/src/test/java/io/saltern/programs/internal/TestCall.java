// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.program.ProgramCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
  private final List<String> secrets = new ArrayList<>();
  private Caller caller = Caller.local("root", true);
  private String token = "";
  private String tokenFile = "";

  TestCall(String... arguments) {
    this.arguments = List.of(arguments);
  }

  TestCall answering(String answer) {
    answers.add(answer);
    return this;
  }

  TestCall as(Caller other) {
    caller = other;
    return this;
  }

  TestCall storing(String text) {
    token = text;
    return this;
  }

  /** The token that is stored, or empty. */
  String stored() {
    return token;
  }

  /** Where it was asked for. */
  String tokenFile() {
    return tokenFile;
  }

  /** The prompts for what is not to be shown. */
  List<String> secrets() {
    return secrets;
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Caller caller() {
    return caller;
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
    if (secret) {
      secrets.add(prompt);
    }
    return Optional.ofNullable(answers.poll()).map(String::toCharArray);
  }

  @Override
  public Optional<String> storedToken(String file) {
    tokenFile = file;
    return Optional.of(token).filter(text -> !text.isEmpty());
  }

  @Override
  public boolean storeToken(String file, String text) {
    tokenFile = file;
    token = text;
    return true;
  }
}
