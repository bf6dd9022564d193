// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.MinionId;
import io.saltern.api.store.MinionData;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The minions that targets may name. */
public interface KnownMinions {
  /** Those with an accepted key, sorted. */
  List<MinionId> ids() throws IOException;

  /** What one last told of itself. */
  Optional<MinionData> data(MinionId id);
}
