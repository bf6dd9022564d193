// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.api.swap.ServiceMissingException;
import io.saltern.api.swap.ServiceSlot;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs that are there now, by name. */
final class Programs {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int EX_UNAVAILABLE = 69;

  private final Map<String, ServiceSlot<Program>> slots = new ConcurrentHashMap<>();

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted(InterruptedException cause) {
      super(cause);
    }
  }

  void add(String name, Program program, int rank) {
    slots
        .computeIfAbsent(name, n -> new ServiceSlot<>("program " + n, PATIENCE))
        .bind(program, rank);
  }

  void remove(String name, Program program) {
    ServiceSlot<Program> slot = slots.get(name);
    if (slot != null) {
      slot.unbind(program);
    }
  }

  /**
   * Runs a program on this thread.
   *
   * @return its exit code
   */
  int run(String name, ProgramCall call) throws InterruptedException {
    ServiceSlot<Program> slot = slots.get(name);
    if (slot == null) {
      call.err().print("The master has no program " + name + ".\n");
      return EX_UNAVAILABLE;
    }
    try {
      return slot.call(program -> running(program, call));
    } catch (Interrupted e) {
      throw new InterruptedException("the caller has gone");
    } catch (ServiceMissingException e) {
      call.err().print(name + ": error: " + e.getMessage() + "\n");
      return EX_UNAVAILABLE;
    }
  }

  private static int running(Program program, ProgramCall call) {
    try {
      return program.run(call);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }
}
