// SPDX-License-Identifier: Apache-2.0
/**
 * The record of every login, decision and change.
 *
 * <p>A file holds one JSON object a line. {@code seq} counts the records from 1, {@code prev} is
 * the {@code hash} of the record before (zeros for the first one), {@code hash} is the SHA-256 in
 * hexadecimal of the line's UTF-8 without {@code , "hash": "..."}. Whoever changes, takes out or
 * adds a record must change all that follow.
 */
@NullMarked
package io.saltern.audit.internal;

import org.jspecify.annotations.NullMarked;
