// SPDX-License-Identifier: Apache-2.0
/** Services that may be replaced while they are in use. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.swap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
