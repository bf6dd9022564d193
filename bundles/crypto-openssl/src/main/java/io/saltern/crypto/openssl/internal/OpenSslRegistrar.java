// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import io.saltern.api.crypto.SigningProvider;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the provider where the system has the library, above the one that runs everywhere. */
@Component(service = {})
public final class OpenSslRegistrar {
  static final int RANKING = 100;

  private static final Logger LOG = LoggerFactory.getLogger(OpenSslRegistrar.class);

  private final @Nullable ServiceRegistration<SigningProvider> registration;

  @Activate
  public OpenSslRegistrar(BundleContext context) {
    this(context, LibCrypto.LIBRARY);
  }

  OpenSslRegistrar(BundleContext context, String library) {
    registration = register(context, library);
  }

  @Deactivate
  void deactivate() {
    if (registration != null) {
      registration.unregister();
    }
  }

  private static @Nullable ServiceRegistration<SigningProvider> register(
      BundleContext context, String library) {
    try {
      return context.registerService(
          SigningProvider.class,
          OpenSslSigningProvider.load(library),
          FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, RANKING)));
    } catch (LinkageError e) {
      LOG.info("RSA is done without OpenSSL: {}", firstLine(e));
      return null;
    }
  }

  /** The other lines are all the places that were searched. */
  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
