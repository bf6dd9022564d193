// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.lang.reflect.Proxy;

/**
 * Does something each time the process gets SIGHUP, until it is closed. The JDK's class for that is
 * called by reflection: compilers warn of it, but there is no other.
 */
final class HangUp implements AutoCloseable {
  /** The system property that says that the signal came before anybody could hear it. */
  static final String PENDING = "saltern.hangup.pending";

  private static final String NAME = "HUP";

  private final Object before;

  /**
   * Also does it at once when the signal came before.
   *
   * @throws IllegalStateException when this Java does not tell of signals, or keeps this one
   */
  HangUp(Runnable action) {
    before =
        handle(
            Proxy.newProxyInstance(
                ClassLoader.getSystemClassLoader(),
                new Class<?>[] {type("SignalHandler")},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("handle")) {
                    action.run();
                  }
                  return null;
                }));
    if (System.clearProperty(PENDING) != null) {
      new Thread(action, "SIGHUP handler").start();
    }
  }

  private static Object handle(Object handler) {
    Class<?> signal = type("Signal");
    try {
      return signal
          .getMethod("handle", signal, type("SignalHandler"))
          .invoke(null, signal.getConstructor(String.class).newInstance(NAME), handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the signal " + NAME + " cannot be heard", e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return ClassLoader.getSystemClassLoader().loadClass("sun.misc." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("this Java does not tell of signals", e);
    }
  }

  @Override
  public void close() {
    handle(before);
  }
}
