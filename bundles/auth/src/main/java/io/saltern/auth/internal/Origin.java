// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.BackendReport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The bundle that offers a backend, or did so last.
 *
 * @param id in the framework
 */
record Origin(long id, String bundle, String version) {
  static Origin of(Bundle bundle) {
    return new Origin(
        bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion().toString());
  }

  /**
   * What has become of it, when it does not offer the backend.
   *
   * @param now the bundle; null = it is not there any more
   */
  static String state(@Nullable Bundle now) {
    return switch (now == null ? Bundle.UNINSTALLED : now.getState()) {
      case Bundle.UNINSTALLED -> "uninstalled";
      case Bundle.INSTALLED -> "installed";
      case Bundle.RESOLVED -> "resolved";
      case Bundle.STARTING -> "starting";
      case Bundle.STOPPING -> "stopping";
      default -> BackendReport.MISSING;
    };
  }
}
