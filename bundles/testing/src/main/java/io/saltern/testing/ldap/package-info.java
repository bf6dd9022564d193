// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.testing.ldap;

import org.jspecify.annotations.NullMarked;
