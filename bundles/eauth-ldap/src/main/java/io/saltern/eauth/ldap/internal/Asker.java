// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.Found;
import io.saltern.ldap.LdapFailure;
import io.saltern.ldap.Query;

/** Somebody who may search: the lookup user, nobody in particular, or the user itself. */
@FunctionalInterface
interface Asker {
  /** Searches. */
  Found search(Query query) throws LdapFailure;
}
