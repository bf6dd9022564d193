// SPDX-License-Identifier: Apache-2.0
/** The services of a minion, and what decides which masters it serves. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.minion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
