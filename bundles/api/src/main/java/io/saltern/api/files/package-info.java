// SPDX-License-Identifier: Apache-2.0
/** Files that are written whole, and paths that cannot leave their folder. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
