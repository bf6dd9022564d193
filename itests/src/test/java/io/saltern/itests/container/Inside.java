// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import io.saltern.testing.Await;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.ops4j.pax.exam.ProbeInvoker;
import org.ops4j.pax.exam.ProbeInvokerFactory;
import org.ops4j.pax.exam.util.Injector;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The container's side: runs single test methods with the real Jupiter engine. */
public final class Inside implements BundleActivator {
  private static volatile BundleContext context;

  @Override
  public void start(BundleContext bundle) {
    context = bundle;
    ProbeInvokerFactory factory =
        (test, expression) -> (ProbeInvoker) arguments -> run(expression.split(";", 2));
    bundle.registerService(
        ProbeInvokerFactory.class, factory, new Hashtable<>(Map.of("driver", "jupiter")));
  }

  @Override
  public void stop(BundleContext bundle) {
    context = null;
  }

  static void inject(Object test) {
    // whatever the container starts may come after this bundle
    Await.until(
        "an injector is there",
        Duration.ofMinutes(1),
        () -> context.getServiceReference(Injector.class) != null);
    context.getService(context.getServiceReference(Injector.class)).injectFields(test);
  }

  private static void run(String[] classAndMethod) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader own = Inside.class.getClassLoader();
    thread.setContextClassLoader(own);
    try {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      launcher()
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(
                      DiscoverySelectors.selectMethod(
                          own.loadClass(classAndMethod[0]), classAndMethod[1]))
                  .build(),
              listener);
      demandSuccess(listener.getSummary(), String.join(".", classAndMethod));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void demandSuccess(TestExecutionSummary summary, String test) {
    List<TestExecutionSummary.Failure> failures = summary.getFailures();
    if (!failures.isEmpty()) {
      Throwable cause = failures.get(0).getException();
      AssertionError error = new AssertionError(cause.toString());
      error.setStackTrace(cause.getStackTrace());
      throw error;
    }
    if (summary.getTestsSucceededCount() == 0) {
      throw new AssertionError("no test ran for " + test);
    }
  }

  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build());
  }
}
