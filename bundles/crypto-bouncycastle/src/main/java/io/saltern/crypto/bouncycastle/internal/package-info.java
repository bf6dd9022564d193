// SPDX-License-Identifier: Apache-2.0
/** RSA keys as PEM text by Bouncy Castle, RSA operations by the JDK. */
@NullMarked
package io.saltern.crypto.bouncycastle.internal;

import org.jspecify.annotations.NullMarked;
