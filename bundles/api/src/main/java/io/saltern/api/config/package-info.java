// SPDX-License-Identifier: Apache-2.0
/** Settings: options with their types and defaults, and the immutable values of a program. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
