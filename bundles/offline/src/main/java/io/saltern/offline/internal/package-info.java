// SPDX-License-Identifier: Apache-2.0
/** {@code salt-key} without a running master, and {@code salt-acl}. */
@NullMarked
package io.saltern.offline.internal;

import org.jspecify.annotations.NullMarked;
