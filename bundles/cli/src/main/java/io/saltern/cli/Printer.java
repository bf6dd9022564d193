// SPDX-License-Identifier: Apache-2.0
package io.saltern.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints values by the outputter that was asked for, or else the one that suits them. */
public final class Printer {
  private final Outputters outputters;
  private final OutputOptions options;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param err told about an outputter that does not exist
   */
  public Printer(Outputters outputters, OutputOptions options, PrintStream out, PrintStream err) {
    this.outputters = outputters;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /**
   * Prints a value.
   *
   * @param suggested the outputter that suits it, unless another was asked for; may be empty
   * @param retcode what the function that gave it ended with
   */
  public void print(@Nullable Object value, String suggested, int retcode) {
    String text = TextLines.stripEnd(format(value, suggested, retcode));
    if (!text.isEmpty()) {
      out.print(text + "\n");
    }
  }

  private String format(@Nullable Object value, String suggested, int retcode) {
    String wanted = options.outputter();
    String name = wanted.isEmpty() || wanted.equals("highstate") ? suggested : wanted;
    if (name.isEmpty()) {
      return outputters.nested().format(value, options, retcode);
    }
    Outputter outputter =
        outputters.named(name).orElseGet(() -> nestedInsteadOf(name, !name.equals("grains")));
    try {
      return outputter.format(value, options, retcode);
    } catch (IllegalArgumentException unfit) {
      return outputters.nested().format(value, options, retcode);
    }
  }

  private Outputter nestedInsteadOf(String name, boolean tell) {
    if (tell) {
      err.print("[ERROR   ] Invalid outputter " + name + " specified, fall back to nested\n");
    }
    return outputters.nested();
  }
}
