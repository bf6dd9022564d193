// SPDX-License-Identifier: Apache-2.0
/** What was decided and changed on the master, on record. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
