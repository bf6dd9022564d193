// SPDX-License-Identifier: Apache-2.0
package io.saltern.runners.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.Runner;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.master.MasterFunctions;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The documentation of all there is. */
@Component(property = Runner.PROPERTY + "=doc")
public final class DocRunner implements Runner {
  private final MasterFunctions functions;
  private final Minions minions;

  @Activate
  public DocRunner(@Reference MasterFunctions functions, @Reference Minions minions) {
    this.functions = functions;
    this.minions = minions;
  }

  @Function(
      doc =
          """
          Return all inline documentation for runner modules

          CLI Example:

              salt-run doc.runner
          """)
  public Map<String, String> runner() {
    return docs(Kind.RUNNER);
  }

  @Function(
      doc =
          """
          Return all inline documentation for wheel modules

          CLI Example:

              salt-run doc.wheel
          """)
  public Map<String, String> wheel() {
    return docs(Kind.WHEEL);
  }

  private Map<String, String> docs(Kind kind) {
    Map<String, String> docs = new TreeMap<>();
    functions.table(kind).functions().forEach((name, function) -> docs.put(name, function.doc()));
    return docs;
  }

  @Function(
      doc =
          """
          Collect all the sys.doc output from each minion and return the aggregate

          CLI Example:

              salt-run doc.execution
          """)
  public Map<String, @Nullable Object> execution(JobContext job)
      throws FunctionException, InterruptedException {
    Map<String, @Nullable Object> docs = new TreeMap<>();
    minions
        .ask("*", "glob", FunctionCall.of("sys.doc"), null, null, job)
        .returns()
        .values()
        .forEach(
            told -> {
              if (told instanceof Map<?, ?> ofMinion) {
                ofMinion.forEach((name, doc) -> docs.put(String.valueOf(name), doc));
              }
            });
    return docs;
  }
}
