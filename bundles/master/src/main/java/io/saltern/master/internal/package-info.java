// SPDX-License-Identifier: Apache-2.0
/** What a master does: keys, publishing, returns, events. */
@NullMarked
package io.saltern.master.internal;

import org.jspecify.annotations.NullMarked;
