// SPDX-License-Identifier: Apache-2.0
/** Who may run what. */
@NullMarked
package io.saltern.acl.internal;

import org.jspecify.annotations.NullMarked;
