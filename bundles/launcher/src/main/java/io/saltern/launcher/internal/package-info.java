// SPDX-License-Identifier: Apache-2.0
/** Starts the frameworks. */
@NullMarked
package io.saltern.launcher.internal;

import org.jspecify.annotations.NullMarked;
