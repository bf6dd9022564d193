// SPDX-License-Identifier: Apache-2.0
/** Functions that can be called by name: of execution modules, runners and wheels. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.function;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
