// SPDX-License-Identifier: Apache-2.0
/** Both ends of the encrypted channel between a master and its minions. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.channel;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
