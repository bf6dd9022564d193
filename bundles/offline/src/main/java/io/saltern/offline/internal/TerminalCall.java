// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import io.saltern.api.Caller;
import io.saltern.api.program.ProgramCall;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A run of a program in this process, at the terminal that started it. */
final class TerminalCall implements ProgramCall {
  private static final int USUAL_COLUMNS = 80;

  private final List<String> arguments;
  private final PrintStream out = stream(FileDescriptor.out);
  private final PrintStream err = stream(FileDescriptor.err);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  TerminalCall(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  private static PrintStream stream(FileDescriptor to) {
    return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  @Override
  public Caller caller() {
    return Caller.local(System.getProperty("user.name", ""), true);
  }

  @Override
  public List<String> arguments() {
    return arguments;
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
    return Boolean.getBoolean("saltern.terminal");
  }

  @Override
  public int columns() {
    return USUAL_COLUMNS;
  }

  @Override
  public Optional<char[]> ask(String prompt, boolean secret) throws IOException {
    out.print(prompt);
    out.flush();
    return Optional.ofNullable(in.readLine()).map(String::toCharArray);
  }
}
