// SPDX-License-Identifier: Apache-2.0
/** The load generator's command line and scenarios. */
@NullMarked
package io.saltern.bench;

import org.jspecify.annotations.NullMarked;
