// SPDX-License-Identifier: Apache-2.0
/** How Salt's programs read their arguments and print: options, values, outputters. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.cli;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
