// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gate that settings ask for. Another one takes over while the one before still answers. */
final class Gates implements AutoCloseable {
  private final Supplier<PamGate> here;
  private final Supplier<PamGate> apart;
  private @Nullable PamGate open;
  private boolean openIsApart;

  /**
   * @param here makes a gate that calls PAM in this process
   * @param apart makes one that calls it in another
   */
  Gates(Supplier<PamGate> here, Supplier<PamGate> apart) {
    this.here = here;
    this.apart = apart;
  }

  /**
   * Makes the gate ready.
   *
   * @throws UnsatisfiedLinkError when there is no PAM
   */
  synchronized PamGate open(boolean isolated) {
    PamGate present = open;
    if (present != null && openIsApart == isolated) {
      return present;
    }
    PamGate next = isolated ? apart.get() : here.get();
    close();
    open = next;
    openIsApart = isolated;
    return next;
  }

  /** Asks the gate, which no other takes over meanwhile. */
  synchronized CompletableFuture<PamAnswer> check(boolean isolated, PamQuestion question) {
    return open(isolated).check(question);
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
