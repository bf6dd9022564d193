// SPDX-License-Identifier: Apache-2.0
/** Policies that choose one master at a time. */
@NullMarked
package io.saltern.minion.failover.internal;

import org.jspecify.annotations.NullMarked;
