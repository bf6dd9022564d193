// SPDX-License-Identifier: Apache-2.0
/** A master that a single minion, made for a trial, signs in at and has one job of. */
@NullMarked
package io.saltern.rehearsal.internal;

import org.jspecify.annotations.NullMarked;
