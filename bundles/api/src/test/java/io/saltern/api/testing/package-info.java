// SPDX-License-Identifier: Apache-2.0
/** Doubles of services for tests of every bundle; not shipped. */
@NullMarked
package io.saltern.api.testing;

import org.jspecify.annotations.NullMarked;
