// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.trials;

import io.saltern.bench.fleet.MasterNode;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** How a master is lost, and how it comes back. */
interface Blow {
  void strike(MasterNode master) throws IOException, InterruptedException;

  void mend(MasterNode master) throws IOException, InterruptedException, TimeoutException;

  /** {@code kill -9}, and a new start. */
  static Blow kill() {
    return new Blow() {
      @Override
      public void strike(MasterNode master) throws InterruptedException {
        master.kill();
      }

      @Override
      public void mend(MasterNode master)
          throws IOException, InterruptedException, TimeoutException {
        master.startAndAwait();
      }
    };
  }

  /** SIGSTOP and SIGCONT. */
  static Blow freeze() {
    return new Blow() {
      @Override
      public void strike(MasterNode master) throws IOException, InterruptedException {
        master.signal("STOP");
      }

      @Override
      public void mend(MasterNode master) throws IOException, InterruptedException {
        master.thaw();
      }
    };
  }
}
