// SPDX-License-Identifier: Apache-2.0
/** Real masters and minions of the built distributions, under real blows. */
@NullMarked
package io.saltern.bench.soak;

import org.jspecify.annotations.NullMarked;
