// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import io.saltern.api.Caller;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** A program run in the container by the superuser, with nobody to ask. */
final class TypedProgram implements ProgramCall {
  private final List<String> arguments;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private TypedProgram(List<String> arguments) {
    this.arguments = arguments;
  }

  /** What it printed and returned. */
  record Result(int exit, String out, String err) {}

  static Result run(BundleContext context, String name, String... arguments)
      throws InterruptedException {
    TypedProgram call = new TypedProgram(List.of(arguments));
    try {
      Program program =
          context.getService(
              context
                  .getServiceReferences(Program.class, "(program=" + name + ")")
                  .iterator()
                  .next());
      int exit = program.run(call);
      return new Result(exit, text(call.out), text(call.err));
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
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
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  @Override
  public PrintStream err() {
    return new PrintStream(err, true, StandardCharsets.UTF_8);
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
    return Optional.empty();
  }
}
