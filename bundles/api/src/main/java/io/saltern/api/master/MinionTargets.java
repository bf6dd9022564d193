// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.MinionId;
import io.saltern.api.Target;
import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Knows which minions a target names, by what they last told of themselves. */
@ProviderType
public interface MinionTargets {
  /**
   * The accepted minions that a target names, sorted.
   *
   * @throws IllegalArgumentException when the target cannot be understood, or takes too much work
   */
  List<MinionId> minions(Target target) throws IOException;
}
