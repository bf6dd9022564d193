// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import io.saltern.api.program.Program;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A command that hands its words to one of Salt's programs. */
abstract class ProgramCommand implements Action {
  @Reference @Nullable Session session;
  @Reference @Nullable BundleContext bundles;

  @Argument(
      name = "words",
      description = "What is typed after the name of the program",
      multiValued = true)
  @Nullable List<String> words;

  private final String program;
  private final List<String> first;

  /**
   * @param program the program's name
   * @param first words that come before those that are typed
   */
  ProgramCommand(String program, String... first) {
    this.program = program;
    this.first = List.of(first);
  }

  @Override
  public @Nullable Object execute() throws Exception {
    Session console = Objects.requireNonNull(session);
    List<String> all = new ArrayList<>(first);
    if (words != null) {
      all.addAll(words);
    }
    run(console, console.getConsole(), all);
    return null;
  }

  private void run(Session console, PrintStream out, List<String> all) throws Exception {
    BundleContext context = Objects.requireNonNull(bundles);
    Optional<ServiceReference<Program>> found = find(context);
    if (found.isEmpty()) {
      out.println("The program " + program + " is not there now.");
      return;
    }
    try {
      context.getService(found.get()).run(new ShellCall(console, out, all));
    } finally {
      context.ungetService(found.get());
    }
  }

  private Optional<ServiceReference<Program>> find(BundleContext context)
      throws InvalidSyntaxException {
    Collection<ServiceReference<Program>> all =
        context.getServiceReferences(Program.class, "(" + Program.PROPERTY + "=" + program + ")");
    return all.stream().max(ServiceReference::compareTo);
  }
}
