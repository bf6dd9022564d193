// SPDX-License-Identifier: Apache-2.0
/** Programs that administrators type: one implementation for the command line and the shell. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.program;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
