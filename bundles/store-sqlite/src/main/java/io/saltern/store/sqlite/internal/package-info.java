// SPDX-License-Identifier: Apache-2.0
/** Jobs, returns and minion data in one SQLite file. */
@NullMarked
package io.saltern.store.sqlite.internal;

import org.jspecify.annotations.NullMarked;
