// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Tells administrators about authentication backends. */
@ProviderType
public interface BackendReports {
  /** Those that are or were there, and those that {@code external_auth} names; by name. */
  List<BackendReport> reports();
}
