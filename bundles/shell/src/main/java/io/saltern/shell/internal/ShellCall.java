// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import io.saltern.api.Caller;
import io.saltern.api.program.ProgramCall;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jspecify.annotations.Nullable;

/** A program run for somebody at the console. */
final class ShellCall implements ProgramCall {
  private static final String USER = "USER";
  private static final int USUAL_COLUMNS = 80;

  private final Session session;
  private final List<String> arguments;
  private final PrintStream out;

  /**
   * @param out where the console prints
   */
  ShellCall(Session session, PrintStream out, List<String> arguments) {
    this.session = session;
    this.out = out;
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public Caller caller() {
    return Caller.shell(session.get(USER) instanceof String user ? user : "karaf");
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
    return out;
  }

  @Override
  public boolean terminal() {
    return session.getTerminal() != null;
  }

  @Override
  public int columns() {
    @Nullable Terminal terminal = session.getTerminal();
    int width = terminal == null ? 0 : terminal.getWidth();
    return width > 0 ? width : USUAL_COLUMNS;
  }

  @Override
  public Optional<char[]> ask(String prompt, boolean secret) throws IOException {
    String line = session.readLine(prompt, secret ? '*' : null);
    return Optional.ofNullable(line).map(String::toCharArray);
  }
}
