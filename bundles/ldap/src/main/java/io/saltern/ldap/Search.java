// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.directory.api.ldap.model.entry.Attribute;
import org.apache.directory.api.ldap.model.entry.Value;
import org.apache.directory.api.ldap.model.exception.LdapException;
import org.apache.directory.api.ldap.model.message.AliasDerefMode;
import org.apache.directory.api.ldap.model.message.Response;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.SearchRequestImpl;
import org.apache.directory.api.ldap.model.message.SearchResultDone;
import org.apache.directory.api.ldap.model.message.SearchResultEntry;
import org.apache.directory.api.ldap.model.message.SearchResultReference;
import org.apache.directory.api.ldap.model.message.SearchScope;
import org.apache.directory.api.ldap.model.message.controls.PagedResults;
import org.apache.directory.api.ldap.model.message.controls.PagedResultsImpl;
import org.apache.directory.api.ldap.model.name.Dn;

/** One search, page by page where much is wanted. */
final class Search {
  /** What no directory refuses to give at once; more is asked for in pages. */
  private static final int PAGE = 500;

  private final Connection connection;
  private final Query query;
  private final Deadline deadline;
  private final List<Entry> entries = new ArrayList<>();

  Search(Connection connection, Query query, Deadline deadline) {
    this.connection = connection;
    this.query = query;
    this.deadline = deadline;
  }

  Found run() throws LdapFailure {
    byte[] cookie = {};
    do {
      connection.send(request(cookie));
      SearchResultDone done = collect();
      ResultCodeEnum code = done.getLdapResult().getResultCode();
      if (code == ResultCodeEnum.SIZE_LIMIT_EXCEEDED) {
        return new Found(first(), true);
      }
      if (code != ResultCodeEnum.SUCCESS) {
        throw new LdapFailure(
            Stage.SEARCH,
            connection.server()
                + ": search below '"
                + query.base()
                + "' for "
                + query.filter()
                + ": "
                + Connection.text(done.getLdapResult()),
            code.getResultCode());
      }
      cookie =
          done.getControl(PagedResults.OID) instanceof PagedResults page && page.getCookie() != null
              ? page.getCookie()
              : new byte[0];
    } while (cookie.length > 0 && entries.size() <= query.most());
    return new Found(first(), entries.size() > query.most() || cookie.length > 0);
  }

  private List<Entry> first() {
    return entries.subList(0, Math.min(entries.size(), query.most()));
  }

  private SearchRequestImpl request(byte[] cookie) throws LdapFailure {
    SearchRequestImpl request = new SearchRequestImpl();
    try {
      request.setBase(new Dn(query.base()));
      request.setFilter(query.filter());
    } catch (LdapException e) {
      throw new LdapFailure(
          Stage.SEARCH,
          "no search: '" + query.base() + "', " + query.filter() + ": " + e.getMessage(),
          e);
    }
    request.setScope(
        switch (query.scope()) {
          case BASE -> SearchScope.OBJECT;
          case ONE -> SearchScope.ONELEVEL;
          case SUBTREE -> SearchScope.SUBTREE;
        });
    request.setDerefAliases(AliasDerefMode.NEVER_DEREF_ALIASES);
    request.addAttributes(
        query.attributes().isEmpty()
            ? new String[] {"1.1"}
            : query.attributes().toArray(new String[0]));
    request.setTimeLimit((int) Math.max(1, deadline.left().toSeconds()));
    if (query.most() < PAGE) {
      request.setSizeLimit(query.most() + 1L);
    } else {
      PagedResults page = new PagedResultsImpl();
      page.setSize(PAGE);
      page.setCookie(cookie);
      request.addControl(page);
    }
    return request;
  }

  private SearchResultDone collect() throws LdapFailure {
    while (true) {
      Response response = connection.receive(deadline);
      if (response instanceof SearchResultDone done) {
        return done;
      } else if (response instanceof SearchResultEntry entry) {
        // what comes beyond the bound is told by its number alone
        if (entries.size() <= query.most()) {
          entries.add(entry(entry));
        }
      } else if (!(response instanceof SearchResultReference)) {
        throw new LdapFailure(
            Stage.ANSWER, connection.server() + ": the answer is not understood", null);
      }
    }
  }

  private static Entry entry(SearchResultEntry found) {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    for (Attribute attribute : found.getEntry()) {
      if (attribute.isHumanReadable()) {
        List<String> values = new ArrayList<>();
        for (Value value : attribute) {
          values.add(value.getString());
        }
        attributes.put(attribute.getUpId().toLowerCase(Locale.ROOT), List.copyOf(values));
      }
    }
    return new Entry(found.getObjectName().getName(), attributes);
  }
}
