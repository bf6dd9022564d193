// SPDX-License-Identifier: Apache-2.0
/** Execution modules and the grains of the machine. */
@NullMarked
package io.saltern.modules.core.internal;

import org.jspecify.annotations.NullMarked;
