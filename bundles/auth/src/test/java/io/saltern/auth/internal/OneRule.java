// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.RuleBook;
import java.util.List;

/** Rules about everybody: one of the backend, and one of the machine. */
final class OneRule implements RuleBook {
  static final Grant TEST =
      new Grant("external_auth: file", "fred", true, "*", "test.*", "", "master:3");
  private static final Grant LOCAL =
      new Grant("publisher_acl", "fred", true, "*", "sys.*", "", "master:9");

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public List<Grant> grants() {
    return List.of(TEST, LOCAL);
  }

  @Override
  public List<Grant> grants(Caller caller) {
    return grants();
  }

  @Override
  public List<Finding> lint() {
    return List.of();
  }

  @Override
  public Decision decide(Caller caller, AccessRequest request) {
    throw new UnsupportedOperationException();
  }
}
