// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import io.saltern.testing.Await;
import io.saltern.testing.OsgiSmoke;
import io.saltern.testing.PlainFramework;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

class SmokeTest {
  private static final String SELF = "io.saltern.eauth-pam";

  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(SELF, "io.saltern.api", "com.sun.jna");
  }

  @Test
  void isForgottenWhenItIsGone() throws Exception {
    try (PlainFramework framework = new PlainFramework()) {
      framework.start(
          List.of(framework.install("io.saltern.api"), framework.install("com.sun.jna")));
      WeakReference<ClassLoader> loader = bindAndLeave(framework);
      framework
          .context()
          .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
          .adapt(FrameworkWiring.class)
          .refreshBundles(null);
      Await.until(
          "nothing holds the bundle's classes",
          Duration.ofSeconds(60),
          () -> {
            System.gc();
            return loader.get() == null;
          });
    }
  }

  /** All that the bundle does with native code, short of a login. */
  private static WeakReference<ClassLoader> bindAndLeave(PlainFramework framework)
      throws Exception {
    Bundle bundle = framework.install(SELF);
    framework.start(List.of(bundle));
    Constructor<?> stack = bundle.loadClass(PamStack.class.getName()).getDeclaredConstructor();
    stack.setAccessible(true);
    stack.newInstance();
    WeakReference<ClassLoader> loader =
        new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    bundle.uninstall();
    return loader;
  }
}
