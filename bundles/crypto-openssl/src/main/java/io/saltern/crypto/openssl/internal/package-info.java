// SPDX-License-Identifier: Apache-2.0
/** RSA operations by the system's libcrypto, called through JNA. */
@NullMarked
package io.saltern.crypto.openssl.internal;

import org.jspecify.annotations.NullMarked;
