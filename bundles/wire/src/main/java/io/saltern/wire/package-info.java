// SPDX-License-Identifier: Apache-2.0
/** Bytes to values and back: nothing here does I/O, offers a service or keeps state of a peer. */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
