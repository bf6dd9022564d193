// SPDX-License-Identifier: Apache-2.0
/** The words of the domain: records that cannot be built invalid. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
