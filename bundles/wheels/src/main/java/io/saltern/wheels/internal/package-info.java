// SPDX-License-Identifier: Apache-2.0
/** Functions that look after the master itself. */
@NullMarked
package io.saltern.wheels.internal;

import org.jspecify.annotations.NullMarked;
