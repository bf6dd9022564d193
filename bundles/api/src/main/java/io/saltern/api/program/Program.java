// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.program;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * One of Salt's programs, run inside the master for somebody outside: the arguments come as typed,
 * what it prints goes back as it is printed. Registered with the property {@code program}.
 */
@ConsumerType
public interface Program {
  /** The service property that holds the name. */
  String PROPERTY = "program";

  /**
   * Runs it on the calling thread.
   *
   * @return Salt's exit code
   * @throws InterruptedException when the thread was interrupted because the caller has gone
   */
  int run(ProgramCall call) throws InterruptedException;
}
