// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.SaltFunction;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.MasterFunctions;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code salt-run}: runs runners, and, as {@code wheel.module.function}, wheels on the master. */
@Component(property = Program.PROPERTY + "=salt-run")
public final class RunProgram implements Program {

  private static final String WHEEL = "wheel.";

  private final MasterFunctions functions;
  private final SignIn signIn;
  private final ArgumentParser parser;
  private final Outputters outputters;
  private final Face face = new Face("salt-run", this::run);

  @Activate
  public RunProgram(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference Yaml yaml,
      @Reference MasterFunctions functions,
      @Reference Authenticator authenticator) {
    this.signIn = new SignIn(settings, authenticator, RunProgram::refusal);
    this.functions = functions;
    this.parser = new ArgumentParser(yaml);
    this.outputters = new Outputters(yaml);
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call)
      throws UsageException, RefusedException, SignInException, InterruptedException {
    List<String> words = line.arguments();
    if (line.has("doc") || words.isEmpty() || words.get(0).isEmpty()) {
      documentation(words.isEmpty() ? "" : words.get(0), call);
      return Face.EX_OK;
    }
    Set<String> literal = Set.of(line.value("no-parse").orElse("").split(",", -1));
    boolean wheel = words.get(0).startsWith(WHEEL);
    String name = wheel ? words.get(0).substring(WHEEL.length()) : words.get(0);
    Kind kind = wheel ? Kind.WHEEL : Kind.RUNNER;
    FunctionCall typed = parser.call(name, words.subList(1, words.size()), literal);
    SecretArguments secrets = SecretArguments.of(functions.table(kind), typed);
    JobId job = jobId(line);
    Caller caller = signIn.of(line, call);
    FunctionResult result;
    try {
      result = functions.run(caller, kind, secrets.askFor(typed, call), job);
    } catch (RefusedException e) {
      throw refusal(caller, e);
    }
    if (!line.has("quiet")) {
      String suggested = result.outputter() == null ? "" : result.outputter();
      Printer printer =
          new Printer(outputters, line.output(call.terminal()), call.out(), call.err());
      printer.print(result.value(), suggested, result.retcode());
    }
    return result.success() ? Face.EX_OK : Face.EX_GENERIC;
  }

  private static RefusedException refusal(Caller caller, RefusedException refused) {
    return switch (caller.proof()) {
      case EAUTH -> new RefusedException(failure("eauth", caller.user()), refused.decision());
      case TOKEN -> new RefusedException(failure("token", caller.user()), refused.decision());
      default -> refused;
    };
  }

  /** What somebody is told whose login is refused. */
  static String refusal(String user) {
    return failure("eauth", user);
  }

  /** Salt says the same of whoever is not known and of whoever may not. */
  private static String failure(String type, String user) {
    return "Authentication failure of type \"" + type + "\" occurred for user " + user + ".";
  }

  /** Null when none was typed. */
  private static @Nullable JobId jobId(CommandLine line) throws UsageException {
    String typed = line.value("jid").orElse("");
    if (typed.isEmpty()) {
      return null;
    }
    if (!JobId.isValid(typed)) {
      throw new UsageException("option --jid: not a job id: '" + typed + "'");
    }
    return new JobId(typed);
  }

  private void documentation(String about, ProgramCall call) {
    Map<String, SaltFunction> all = new TreeMap<>(functions.table(Kind.RUNNER).functions());
    functions
        .table(Kind.WHEEL)
        .functions()
        .forEach((name, function) -> all.put(WHEEL + name, function));
    all.forEach(
        (name, function) -> {
          if (about.isEmpty() || name.equals(about) || name.startsWith(about + ".")) {
            call.out().print(name + ":\n" + function.doc() + "\n");
          }
        });
  }
}
