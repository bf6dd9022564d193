// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.SaltFunction;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a function that are asked for on the terminal: whoever looks at the processes of
 * the machine sees every command line.
 */
record SecretArguments(List<String> names) {
  /**
   * Those of a function, if there is one of that name.
   *
   * @throws UsageException when one of them was typed
   */
  static SecretArguments of(FunctionTable table, FunctionCall typed) throws UsageException {
    SaltFunction function = table.functions().get(typed.function());
    if (function == null || function.secrets().isEmpty()) {
      return new SecretArguments(List.of());
    }
    List<String> all = function.arguments().names();
    for (String secret : function.secrets()) {
      if (typed.keywords().containsKey(secret) || typed.arguments().size() > all.indexOf(secret)) {
        throw new UsageException(
            typed.function() + ": the " + secret + " is asked for, and must not be typed here");
      }
    }
    return new SecretArguments(function.secrets());
  }

  /** The call with all of them. */
  FunctionCall askFor(FunctionCall typed, ProgramCall call)
      throws SignInException, InterruptedException {
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>(typed.keywords());
    for (String name : names) {
      keywords.put(name, ask(name, call));
    }
    return new FunctionCall(typed.function(), typed.arguments(), keywords);
  }

  private static String ask(String name, ProgramCall call)
      throws SignInException, InterruptedException {
    try {
      return call.ask(name + ": ", true)
          .map(String::new)
          .orElseThrow(
              () ->
                  new SignInException(
                      "There is no terminal to ask for the " + name + " on.\n", Face.EX_GENERIC));
    } catch (IOException e) {
      InterruptedException gone = new InterruptedException("the caller has gone");
      gone.initCause(e);
      throw gone;
    }
  }
}
