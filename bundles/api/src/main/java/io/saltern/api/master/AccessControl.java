// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.master;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may do what. The one judge, asked by every face before anything is done; each decision is on
 * record.
 */
@ProviderType
public interface AccessControl {
  /**
   * Decides. Never throws for odd input: what cannot be understood is denied, as is what must be
   * put on record and cannot be.
   */
  Decision decide(Caller caller, AccessRequest request);

  /**
   * Decides each function of the request by itself, with all there is to say about it; the request
   * is allowed when every one of them is. Takes time that grows with the minions that the request
   * names: not for the way of a request.
   */
  default List<Decision> explain(Caller caller, AccessRequest request) {
    return List.of(decide(caller, request));
  }

  /**
   * The rules that are about a user of an authentication backend now, in the form of the settings,
   * to be kept as {@link Caller#kept}; empty when there are none.
   */
  default List<Object> rules(Caller caller) {
    return List.of();
  }
}
