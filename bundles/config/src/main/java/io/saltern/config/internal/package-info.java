// SPDX-License-Identifier: Apache-2.0
/** Salt's YAML files to immutable settings. */
@NullMarked
package io.saltern.config.internal;

import org.jspecify.annotations.NullMarked;
