// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.Functions;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.SaltArguments;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the functions of a job one after the other. */
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final Functions functions;
  private final SaltArguments arguments;

  JobRunner(Functions functions, SaltArguments arguments) {
    this.functions = functions;
    this.arguments = arguments;
  }

  /** What came of each function, in order. */
  List<FunctionResult> run(Publication publication) throws InterruptedException {
    FunctionTable table = functions.table();
    List<FunctionResult> results = new ArrayList<>();
    for (int i = 0; i < publication.functions().size(); i++) {
      String name = publication.functions().get(i);
      FunctionCall call = arguments.fromWire(name, publication.arguments().get(i));
      JobRun run = new JobRun(publication.job(), publication.user(), publication.load());
      FunctionResult result = table.run(call, run);
      log(name, result);
      results.add(result);
    }
    return results;
  }

  private static void log(String name, FunctionResult result) {
    Throwable failure = result.failure();
    if (failure instanceof FunctionException wrong) {
      switch (wrong.kind()) {
        case COMMAND -> LOG.error("A command in '{}' had a problem: {}", name, wrong.getMessage());
        case INVOCATION -> LOG.error("Problem executing '{}': {}", name, wrong.getMessage());
        case ARGUMENTS -> LOG.warn("Passed invalid arguments to {}: {}", name, wrong.getMessage());
        case COMMAND_NOT_FOUND -> LOG.debug("Command required for '{}' not found", name, wrong);
      }
    } else if (failure != null) {
      LOG.warn("The minion function caused an exception", failure);
    }
  }
}
