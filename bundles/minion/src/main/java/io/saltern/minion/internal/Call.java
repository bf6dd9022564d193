// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.Functions;
import io.saltern.api.function.JobRun;
import io.saltern.cli.ArgumentParser;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Outputters;
import io.saltern.cli.Printer;
import io.saltern.cli.Syntax;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of {@code salt-call}. */
final class Call {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final int NO_SUCH_FUNCTION = 255;

  private final Parts parts;
  private final BundleContext context;
  private final Syntax syntax = Syntax.of("salt-call", Call.class);

  /** What a run works with. */
  record Parts(
      Settings settings,
      Functions functions,
      State state,
      MasterLines lines,
      ProcFiles proc,
      Yaml yaml,
      Outputters outputters,
      PrintStream out,
      PrintStream err) {}

  Call(Parts parts, BundleContext context) {
    this.parts = parts;
    this.context = context;
  }

  /** Runs it; the value is the exit code. */
  int run(List<String> typed) throws InterruptedException {
    try {
      CommandLine line = syntax.parse(typed);
      if (line.has("help")) {
        parts.out().print(syntax.help());
        return 0;
      }
      int words = line.arguments().size();
      if (line.has("grains") && words > 0) {
        throw new UsageException("-g/--grains does not accept any arguments");
      }
      if (line.has("doc") && words > 1) {
        throw new UsageException("You can only get documentation for one method at one time");
      }
      if (line.has("doc")) {
        return doc(line);
      }
      if (line.has("grains")) {
        return print(line, parts.state().grains(), "grains", 0);
      }
      if (words == 0) {
        parts.out().print(syntax.help());
        throw new UsageException("Requires function, --grains or --doc");
      }
      return call(line);
    } catch (UsageException e) {
      parts.err().print(syntax.complaint(e));
      return Syntax.EX_USAGE;
    }
  }

  private int doc(CommandLine line) {
    String prefix = line.arguments().isEmpty() ? "" : line.arguments().get(0);
    parts.functions().table().functions().values().stream()
        .filter(function -> function.name().startsWith(prefix))
        .forEach(function -> parts.out().print(function.name() + ":\n" + function.doc() + "\n\n"));
    return 0;
  }

  private int call(CommandLine line) throws UsageException, InterruptedException {
    String name = line.arguments().get(0);
    Set<String> literal = Set.of(line.value("no-parse").orElse("").split(",", -1));
    FunctionCall call =
        new ArgumentParser(parts.yaml())
            .call(name, line.arguments().subList(1, line.arguments().size()), literal);
    FunctionTable table = parts.functions().table();
    if (line.has("local") || parts.settings().get(MinionOptions.MASTER_TYPE).equals("disable")) {
      return finish(line, call, work(table, call), Optional.empty());
    }
    try (CallMaster master = new CallMaster(parts, context, line)) {
      int refused = master.signIn();
      if (refused != 0) {
        return refused;
      }
      return finish(line, call, work(parts.functions().table(), call), Optional.of(master));
    }
  }

  private FunctionResult work(FunctionTable table, FunctionCall call) throws InterruptedException {
    JobId job = JobId.at(Instant.now());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("fun", call.function());
    data.put("pid", ProcessHandle.current().pid());
    data.put("jid", job.value());
    data.put("tgt", "salt-call");
    try {
      parts.proc().write(job, data);
    } catch (IOException e) {
      parts.err().print("Cannot write to process directory: " + e.getMessage() + "\n");
    }
    try {
      return table.run(call, new JobRun(job, System.getProperty("user.name", "root"), data));
    } finally {
      parts.proc().remove(job);
    }
  }

  private int finish(
      CommandLine line, FunctionCall call, FunctionResult result, Optional<CallMaster> master)
      throws UsageException {
    Throwable failure = result.failure();
    if (failure != null) {
      complain(call.function(), result, failure);
      return 1;
    }
    if (result.value() instanceof String text
        && text.equals("'" + call.function() + "' is not available.")
        && result.outputter() != null) {
      parts.err().print(text + "\n");
      return NO_SUCH_FUNCTION;
    }
    if (!line.has("no-return-event")) {
      master.ifPresent(m -> m.report(call, result));
    }
    String outputter = Optional.ofNullable(result.outputter()).orElse("nested");
    if (line.has("metadata")) {
      Map<String, @Nullable Object> all = new LinkedHashMap<>();
      all.put("fun", call.function());
      all.put("id", parts.state().id().value());
      all.put("out", outputter);
      all.put("retcode", result.retcode());
      all.put("return", result.value());
      print(line, all, "nested", result.retcode());
    } else {
      print(line, result.value(), outputter, result.retcode());
    }
    boolean pass = line.has("retcode-passthrough");
    return pass || result.success() ? result.retcode() : 1;
  }

  private void complain(String function, FunctionResult result, Throwable failure) {
    String text = String.valueOf(result.value());
    if (failure instanceof FunctionException wrong) {
      text =
          switch (wrong.kind()) {
            case ARGUMENTS -> {
              String doc = parts.functions().table().find(function).map(f -> f.doc()).orElse("");
              yield "\nPassed invalid arguments: " + wrong.getMessage() + ".\n\nUsage:\n" + doc;
            }
            case INVOCATION -> String.valueOf(wrong.getMessage());
            case COMMAND -> "Error running '" + function + "': " + wrong.getMessage();
            case COMMAND_NOT_FOUND ->
                "Command required for '" + function + "' not found: " + wrong.getMessage();
          };
    } else {
      LOG.debug("The function {} failed", function, failure);
    }
    parts.err().print(text + "\n");
  }

  private int print(CommandLine line, @Nullable Object value, String outputter, int retcode)
      throws UsageException {
    boolean terminal = Boolean.parseBoolean(context.getProperty("saltern.terminal"));
    Map<String, @Nullable Object> local = new LinkedHashMap<>();
    local.put("local", value);
    new Printer(parts.outputters(), line.output(terminal), parts.out(), parts.err())
        .print(local, outputter, retcode);
    return 0;
  }
}
