// SPDX-License-Identifier: Apache-2.0
/** How somebody who is not known by the kernel or by a key proves who it is. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
