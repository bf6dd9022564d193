// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Finds the services that only some programs need. */
final class ProgramServices {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ProgramServices() {}

  /** Waits until the service is there. It is kept: the program ends soon. */
  static <S> S get(BundleContext context, Class<S> type)
      throws InterruptedException, TimeoutException {
    ServiceTracker<S, S> tracker = new ServiceTracker<>(context, type, null);
    tracker.open();
    S service = tracker.waitForService(PATIENCE.toMillis());
    if (service == null) {
      throw new TimeoutException("no " + type.getSimpleName() + " is there");
    }
    return service;
  }
}
