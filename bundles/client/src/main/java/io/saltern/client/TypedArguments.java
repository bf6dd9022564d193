// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What was typed; with {@code --args-stdin} the lines of the standard input come after it. */
public final class TypedArguments {
  private static final String FROM_INPUT = "--args-stdin";
  private static final int MOST_BYTES = 1 << 20;

  private TypedArguments() {}

  /**
   * The whole command line.
   *
   * @param in is read to its end when the option is there, and left alone when not
   */
  public static List<String> of(List<String> typed, InputStream in) throws IOException {
    int options = typed.indexOf("--");
    if (!typed.subList(0, options < 0 ? typed.size() : options).contains(FROM_INPUT)) {
      return typed;
    }
    byte[] read = in.readNBytes(MOST_BYTES + 1);
    if (read.length > MOST_BYTES) {
      throw new IOException(FROM_INPUT + ": more than " + MOST_BYTES + " bytes");
    }
    List<String> whole = new ArrayList<>(typed);
    new String(read, StandardCharsets.UTF_8).lines().forEach(whole::add);
    return whole;
  }
}
