// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.ldap.AccountSearch;
import io.saltern.ldap.Template;

/** Finds accounts of Active Directory by the templates of the options. */
record TemplateSearch(Template name, Template account) implements AccountSearch {
  @Override
  public String bindName(String user) {
    return name.fill(user);
  }

  @Override
  public String filter(String user) {
    return account.fill(user);
  }
}
