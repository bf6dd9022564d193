// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.auth;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The tokens that are valid, for whoever administers them. */
@ProviderType
public interface Tokens {
  /** All that are valid now, the one that ends first being first. */
  List<Token> list();

  /**
   * Ends a token; completes when that is committed.
   *
   * @param tokenOrId its text, or its {@link Token#id()}
   * @return whether there was one
   */
  CompletionStage<Boolean> revoke(String tokenOrId);

  /**
   * Ends all tokens of a user; completes when that is committed.
   *
   * @param eauth of this backend only; null = of any
   * @return how many there were
   */
  CompletionStage<Integer> revokeAll(String user, @Nullable String eauth);
}
