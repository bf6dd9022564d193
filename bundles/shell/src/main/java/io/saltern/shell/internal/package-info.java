// SPDX-License-Identifier: Apache-2.0
/** Commands of the console; each hands its words to a program and has no rule of its own. */
@NullMarked
package io.saltern.shell.internal;

import org.jspecify.annotations.NullMarked;
