// SPDX-License-Identifier: Apache-2.0
/** Names for the log. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.log;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
