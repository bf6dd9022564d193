// SPDX-License-Identifier: Apache-2.0
/** How long minions are without a master when theirs is lost. */
@NullMarked
package io.saltern.bench.trials;

import org.jspecify.annotations.NullMarked;
