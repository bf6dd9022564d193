// SPDX-License-Identifier: Apache-2.0
/** Where jobs, returns and what minions tell of themselves are kept. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
