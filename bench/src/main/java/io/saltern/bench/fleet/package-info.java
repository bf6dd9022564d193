// SPDX-License-Identifier: Apache-2.0
/** Masters and minions of the built distributions, as processes of their own. */
@NullMarked
package io.saltern.bench.fleet;

import org.jspecify.annotations.NullMarked;
