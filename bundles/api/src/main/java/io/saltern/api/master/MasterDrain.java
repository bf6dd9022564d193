// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Whether this master wants its minions to serve other masters. It goes on to serve those that
 * stay; minions that ask it for a sign of life are told. A restart ends it.
 */
@ProviderType
public interface MasterDrain {
  /** Wants it from now on, for so long at most. */
  void begin(Duration limit);

  /** Wants it no more. */
  void end();

  /** When it ends by itself; empty when the master does not drain. */
  Optional<Instant> until();
}
