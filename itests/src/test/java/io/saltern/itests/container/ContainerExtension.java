// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Runs a Jupiter class inside the built master. On the host it boots the distribution once for the
 * class and forwards each test; in the container, where the same class runs again, it injects
 * services and proceeds.
 */
public final class ContainerExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        InvocationInterceptor,
        TestInstancePostProcessor {
  private Host host;

  private static boolean inContainer() {
    return "jupiter".equals(System.getProperty("pax.exam.invoker"));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (!inContainer()) {
      host = new Host();
      host.start(context.getRequiredTestClass());
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (host != null) {
      host.stop();
    }
  }

  @Override
  public void postProcessTestInstance(Object test, ExtensionContext context) {
    if (inContainer()) {
      Inside.inject(test);
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    if (inContainer()) {
      invocation.proceed();
    } else {
      invocation.skip();
      host.call(call.getExecutable());
    }
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    onlyInContainer(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    onlyInContainer(invocation);
  }

  private static void onlyInContainer(Invocation<Void> invocation) throws Throwable {
    if (inContainer()) {
      invocation.proceed();
    } else {
      invocation.skip();
    }
  }
}
