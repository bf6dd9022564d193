// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.audit.AuditEntry.Decided;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRules;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules, whose every decision is put on record: the one way to them for every face. */
@Component
public final class AuditedAccessControl implements AccessControl {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedAccessControl.class);

  private final AccessRules rules;
  private final AuditLog audit;

  /** Asks those rules and writes to that record. */
  @Activate
  public AuditedAccessControl(@Reference AccessRules rules, @Reference AuditLog audit) {
    this.rules = rules;
    this.audit = audit;
  }

  @Override
  public Decision decide(Caller caller, AccessRequest request) {
    Decision decision = rules.decide(caller, request);
    try {
      audit.put(new Decided(caller, request, decision));
      return decision;
    } catch (IOException e) {
      LOG.error("A decision about {} is not on record: {}", caller.user(), e.getMessage());
      return decision.allowed()
          ? Decision.deny(Decision.Reason.UNRECORDED, String.valueOf(e.getMessage()))
          : decision;
    }
  }

  @Override
  public List<Decision> explain(Caller caller, AccessRequest request) {
    return rules.explain(caller, request);
  }

  @Override
  public List<Object> rules(Caller caller) {
    return rules.rules(caller);
  }
}
