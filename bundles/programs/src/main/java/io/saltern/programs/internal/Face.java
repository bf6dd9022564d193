// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.master.RefusedException;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.Syntax;
import io.saltern.cli.UsageException;

/** What all programs share: their options, and what goes wrong with any of them. */
final class Face {
  static final int EX_OK = 0;
  static final int EX_GENERIC = 1;

  private final Syntax syntax;
  private final Body body;

  /** The program itself. */
  interface Body {
    int run(CommandLine line, ProgramCall call)
        throws UsageException, RefusedException, SignInException, InterruptedException;
  }

  /**
   * @param program its name; the help text lies beside this class
   */
  Face(String program, Body body) {
    this.syntax = Syntax.of(program, Face.class);
    this.body = body;
  }

  int run(ProgramCall call) throws InterruptedException {
    try {
      CommandLine line = syntax.parse(call.arguments());
      if (line.has("help")) {
        call.out().print(syntax.help());
        return EX_OK;
      }
      return body.run(line, call);
    } catch (UsageException e) {
      call.err().print(syntax.complaint(e));
      return Syntax.EX_USAGE;
    } catch (RefusedException e) {
      call.err().print(e.getMessage() + "\n");
      return EX_GENERIC;
    } catch (SignInException e) {
      call.err().print(e.getMessage());
      return e.code();
    }
  }

  String help() {
    return syntax.help();
  }
}
