// SPDX-License-Identifier: Apache-2.0
/**
 * Target expressions: parsed once, matched many times. The master's choice of minions, a minion's
 * own decision and the targets of access rules all come from here.
 *
 * <p>Start at {@link io.saltern.targeting.TargetCompiler}.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.targeting;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
