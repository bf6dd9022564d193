// SPDX-License-Identifier: Apache-2.0
/**
 * LDAP directories, for the backends that ask them: connections that are kept, failover, searches
 * that are bounded, templates whose values are escaped.
 *
 * <p>Start at {@link io.saltern.ldap.Directory}.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.saltern.ldap;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
