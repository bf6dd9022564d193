// SPDX-License-Identifier: Apache-2.0
/** Logins at authentication backends. */
@NullMarked
package io.saltern.bench.logins;

import org.jspecify.annotations.NullMarked;
