// SPDX-License-Identifier: Apache-2.0
/** What a master does: keys, publishing, events, and who may. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.master;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
