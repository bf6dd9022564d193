// SPDX-License-Identifier: Apache-2.0
package io.saltern.provisioning.internal;

import java.io.IOException;
import java.util.SortedSet;

/** What backends there are to be had. */
interface Shelf {
  /** The names of those with a feature, installed or not. */
  SortedSet<String> backends() throws IOException;

  /** Whether the feature of a backend is installed, whatever has become of its bundles. */
  boolean isInstalled(String backend) throws IOException;

  /** Installs the feature of a backend, and returns when its bundles have started. */
  void install(String backend) throws IOException;
}
