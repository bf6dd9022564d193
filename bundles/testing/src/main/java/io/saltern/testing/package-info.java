// SPDX-License-Identifier: Apache-2.0
/** What the bundles' tests share. Never shipped, and no bundle. */
@NullMarked
package io.saltern.testing;

import org.jspecify.annotations.NullMarked;
