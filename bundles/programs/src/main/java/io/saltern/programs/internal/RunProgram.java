// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.auth.Authenticator;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.Runner;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.EventBus;
import io.saltern.api.master.Publisher;
import io.saltern.api.master.RefusedException;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.UsageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code salt-run}: runs functions on the master. */
@Component(property = Program.PROPERTY + "=salt-run")
public final class RunProgram implements Program {
  private static final Logger LOG = LoggerFactory.getLogger(RunProgram.class);
  private static final String ON_A_MINION = "The minion function caused an exception: ";

  private final AccessControl access;
  private final Publisher publisher;
  private final EventBus events;
  private final SignIn signIn;
  private final ArgumentParser parser;
  private final Outputters outputters;
  private final Map<Runner, FunctionTable> runners = new ConcurrentHashMap<>();
  private final Face face = new Face("salt-run", this::run);

  @Activate
  public RunProgram(
      @Reference PresentSettings settings,
      @Reference Yaml yaml,
      @Reference AccessControl access,
      @Reference Publisher publisher,
      @Reference EventBus events,
      @Reference Authenticator authenticator) {
    this.signIn = new SignIn(settings, authenticator, user -> failure("eauth", user));
    this.access = access;
    this.publisher = publisher;
    this.events = events;
    this.parser = new ArgumentParser(yaml);
    this.outputters = new Outputters(yaml);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindRunner(Runner runner, Map<String, Object> properties) {
    String module = String.valueOf(properties.get(Runner.PROPERTY));
    runners.put(runner, FunctionTable.of(module, runner));
  }

  void unbindRunner(Runner runner) {
    runners.remove(runner);
  }

  @Override
  public int run(ProgramCall call) throws InterruptedException {
    return face.run(call);
  }

  private int run(CommandLine line, ProgramCall call)
      throws UsageException, RefusedException, SignInException, InterruptedException {
    FunctionTable table = FunctionTable.join(runners.values());
    List<String> words = line.arguments();
    if (line.has("doc") || words.isEmpty() || words.get(0).isEmpty()) {
      documentation(table, words.isEmpty() ? "" : words.get(0), call);
      return Face.EX_OK;
    }
    Set<String> literal = Set.of(line.value("no-parse").orElse("").split(",", -1));
    FunctionCall function = parser.call(words.get(0), words.subList(1, words.size()), literal);
    Caller caller = signIn.of(line, call);
    Decision decision =
        access.decide(caller, AccessRequest.onMaster(AccessRequest.Kind.RUNNER, function));
    if (!decision.allowed()) {
      LOG.warn(
          "Refused {} ({}) to run {}: {}",
          caller.user(),
          caller.proof(),
          function.function(),
          decision.explanation());
      throw refusal(caller, decision);
    }
    FunctionResult result = observed(table, function, jobId(line), caller.user());
    if (!line.has("quiet")) {
      String suggested = result.outputter() == null ? "" : result.outputter();
      Printer printer =
          new Printer(outputters, line.output(call.terminal()), call.out(), call.err());
      printer.print(worded(function.function(), result), suggested, result.retcode());
    }
    return result.success() ? Face.EX_OK : Face.EX_GENERIC;
  }

  private static RefusedException refusal(Caller caller, Decision decision) {
    return switch (caller.proof()) {
      case EAUTH -> new RefusedException(failure("eauth", caller.user()), decision);
      case TOKEN -> new RefusedException(failure("token", caller.user()), decision);
      default -> new RefusedException(decision);
    };
  }

  /** Salt says the same of whoever is not known and of whoever may not. */
  private static String failure(String type, String user) {
    return "Authentication failure of type \"" + type + "\" occurred for user " + user + ".";
  }

  private JobId jobId(CommandLine line) throws UsageException {
    String typed = line.value("jid").orElse("");
    if (typed.isEmpty()) {
      return publisher.newJobId();
    }
    if (!JobId.isValid(typed)) {
      throw new UsageException("option --jid: not a job id: '" + typed + "'");
    }
    return new JobId(typed);
  }

  /** Runs the function between Salt's two events. */
  private FunctionResult observed(
      FunctionTable table, FunctionCall function, JobId job, String user)
      throws InterruptedException {
    Map<String, @Nullable Object> about = new LinkedHashMap<>();
    about.put("fun", "runner." + function.function());
    about.put("fun_args", Unseen.arguments(function));
    about.put("jid", job.value());
    about.put("user", user);
    events.fire("salt/run/" + job + "/new", about);
    FunctionResult result = table.run(function, new JobRun(job, user, Map.of()));
    Map<String, @Nullable Object> outcome = new LinkedHashMap<>(about);
    outcome.put("return", Unseen.result(function, result.value()));
    outcome.put("success", result.success());
    events.fire("salt/run/" + job + "/ret", outcome);
    return result;
  }

  private static @Nullable Object worded(String function, FunctionResult result) {
    return result.value() instanceof String text && text.startsWith(ON_A_MINION)
        ? "Exception occurred in runner " + function + ": " + text.substring(ON_A_MINION.length())
        : result.value();
  }

  private static void documentation(FunctionTable table, String about, ProgramCall call) {
    table
        .functions()
        .forEach(
            (name, function) -> {
              if (about.isEmpty() || name.equals(about) || name.startsWith(about + ".")) {
                call.out().print(name + ":\n" + function.doc() + "\n");
              }
            });
  }
}
