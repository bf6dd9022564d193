// SPDX-License-Identifier: Apache-2.0
package io.saltern.targeting;

import io.saltern.api.MinionId;
import java.util.Map;

/**
 * What is known of one minion. Grains and pillar are asked for only when an expression needs them,
 * so that an implementation may fetch them late.
 *
 * <p>Their values are what decoding yields: {@link Map}, {@link java.util.List}, {@link String},
 * {@link Boolean}, {@link Number} or null, nested as they please.
 */
public interface MinionFacts {
  /** Its name. */
  MinionId id();

  /** Its grains; empty when none are known. */
  Map<?, ?> grains();

  /** Its pillar; empty when none is known. */
  Map<?, ?> pillar();

  /** Facts that are at hand. */
  static MinionFacts of(MinionId id, Map<?, ?> grains, Map<?, ?> pillar) {
    return new KnownFacts(id, grains, pillar);
  }
}
