// SPDX-License-Identifier: Apache-2.0
/** The backend {@code pam}: PAM and the system's user database, called through JNA. */
@NullMarked
package io.saltern.eauth.pam.internal;

import org.jspecify.annotations.NullMarked;
