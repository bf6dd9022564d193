// SPDX-License-Identifier: Apache-2.0
/** Frames in, frames out: what carries messages, and knows nothing of what they mean. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.api.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
