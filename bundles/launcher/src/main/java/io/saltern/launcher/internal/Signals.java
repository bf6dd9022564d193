// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.lang.reflect.Proxy;

/**
 * Ends the process with exit code 0 when it is asked to by a signal. The JDK's class for that is
 * called by reflection: compilers warn of it, but there is no other.
 */
final class Signals {
  private Signals() {}

  static void endOrderly(String... names) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object end =
        Proxy.newProxyInstance(
            Signals.class.getClassLoader(),
            new Class<?>[] {handler},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                System.exit(0);
              }
              return null;
            });
    for (String name : names) {
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), end);
    }
  }
}
