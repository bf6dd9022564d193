// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.eauth.ldap.internal;

import org.jspecify.annotations.NullMarked;
