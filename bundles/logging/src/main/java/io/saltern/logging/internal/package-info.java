// SPDX-License-Identifier: Apache-2.0
/** The log of the slim minion in Salt's line format. */
@NullMarked
package io.saltern.logging.internal;

import org.jspecify.annotations.NullMarked;
