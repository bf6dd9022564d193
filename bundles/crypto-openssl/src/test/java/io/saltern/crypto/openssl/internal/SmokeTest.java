// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import io.saltern.testing.OsgiSmoke;
import io.saltern.testing.PlainFramework;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

class SmokeTest {
  private static final String SERVICE = "io.saltern.api.crypto.SigningProvider";

  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts("io.saltern.crypto-openssl", "io.saltern.api", "com.sun.jna");
  }

  @Test
  void takesPrecedenceWhileItRuns() throws Exception {
    try (PlainFramework framework = new PlainFramework()) {
      Bundle bundle = framework.install("io.saltern.crypto-openssl");
      framework.start(
          List.of(framework.install("io.saltern.api"), framework.install("com.sun.jna"), bundle));
      Await.until("the signing provider", () -> offered(framework).length == 1);
      assertThat(offered(framework)[0].getProperty(Constants.SERVICE_RANKING))
          .isEqualTo(OpenSslRegistrar.RANKING);
      bundle.stop();
      assertThat(offered(framework)).isEmpty();
    }
  }

  @Test
  void staysAwayWhereTheLibraryIsMissing() throws Exception {
    try (PlainFramework framework = new PlainFramework()) {
      OpenSslRegistrar registrar = new OpenSslRegistrar(framework.context(), "libnosuch.so.3");
      assertThat(offered(framework)).isEmpty();
      registrar.deactivate();
    }
  }

  private static ServiceReference<?>[] offered(PlainFramework framework)
      throws InvalidSyntaxException {
    ServiceReference<?>[] found = framework.context().getAllServiceReferences(SERVICE, null);
    return found == null ? new ServiceReference<?>[0] : found;
  }
}
