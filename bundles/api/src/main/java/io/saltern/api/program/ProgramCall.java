// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.program;

import io.saltern.api.Caller;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** One run of a program, seen from inside. */
@ConsumerType
public interface ProgramCall {
  /** Who runs it. */
  Caller caller();

  /** The arguments as typed, without the program's name. */
  List<String> arguments();

  /** Standard output of whoever typed it; UTF-8. */
  PrintStream out();

  /** Standard error of whoever typed it; UTF-8. */
  PrintStream err();

  /** Whether standard output is a terminal, which may be coloured. */
  boolean terminal();

  /** The width of the terminal in columns; 80 when it is not known. */
  int columns();

  /**
   * Asks whoever typed it.
   *
   * @param secret not to be echoed
   * @return a line without its end, or empty when there is nobody to ask
   * @throws IOException when the caller has gone
   */
  Optional<char[]> ask(String prompt, boolean secret) throws IOException;

  /**
   * The token that whoever typed it has stored.
   *
   * @param file where, as the option {@code token_file} says; empty = at its default place
   * @return empty when there is none
   * @throws IOException when the caller has gone
   */
  default Optional<String> storedToken(String file) throws IOException {
    return Optional.empty();
  }

  /**
   * Stores a token with whoever typed it, for its eyes only.
   *
   * @param file as in {@link #storedToken}
   * @return whether it could be stored; why not has been told
   * @throws IOException when the caller has gone
   */
  default boolean storeToken(String file, String token) throws IOException {
    err().print("A token cannot be stored here.\n");
    return false;
  }
}
