// SPDX-License-Identifier: Apache-2.0
/** Functions that run on the master. */
@NullMarked
package io.saltern.runners.internal;

import org.jspecify.annotations.NullMarked;
