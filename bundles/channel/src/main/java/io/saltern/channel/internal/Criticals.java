// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Salt's highest level, which SLF4J lacks: an error with this mark. */
final class Criticals {
  static final Marker MARK = MarkerFactory.getMarker("CRITICAL");

  private Criticals() {}
}
