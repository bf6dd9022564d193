// SPDX-License-Identifier: Apache-2.0
/** Simulated minions: what a master sees of a minion, without one. */
@NullMarked
package io.saltern.bench.minions;

import org.jspecify.annotations.NullMarked;
