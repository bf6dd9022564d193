// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.lang.reflect.Proxy;

/**
 * What becomes of signals. The JDK's class for that is called by reflection: compilers warn of it,
 * but there is no other.
 */
final class Signals {
  /** Says that SIGHUP came before the configuration could hear it. */
  static final String PENDING = "saltern.hangup.pending";

  private Signals() {}

  /** Ends the process with exit code 0 when it is asked to by a signal. */
  static void endOrderly(String... names) throws ReflectiveOperationException {
    handle(() -> System.exit(0), names);
  }

  /** Notes a SIGHUP for the configuration, which takes the signal over when it is there. */
  static void keepHangUp() throws ReflectiveOperationException {
    handle(() -> System.setProperty(PENDING, "true"), "HUP");
  }

  private static void handle(Runnable action, String... names) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object heard =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                action.run();
              }
              return null;
            });
    for (String name : names) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), heard);
    }
  }
}
