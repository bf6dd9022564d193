// SPDX-License-Identifier: Apache-2.0
/** Serves masters: runs their jobs and returns what came of them. */
@NullMarked
package io.saltern.minion.internal;

import org.jspecify.annotations.NullMarked;
