// SPDX-License-Identifier: Apache-2.0
/** RSA as Salt uses it: key texts, signatures, encryption and the X9.31 private operation. */
@NullMarked
@Export
@Version("1.1.0")
package io.saltern.api.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
