// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.store;

import io.saltern.api.auth.Token;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/** Keeps tokens, by their ids alone, so that whoever reads the store gains none. */
@ConsumerType
public interface TokenStore {
  /** Keeps a token; completes when committed. */
  CompletionStage<Void> save(Token token);

  /** The token of an id, valid or not. Served from memory. */
  Optional<Token> token(String id);

  /** All tokens, valid or not. Served from memory; a snapshot. */
  Collection<Token> all();

  /**
   * Forgets a token; completes when committed.
   *
   * @return whether there was one
   */
  CompletionStage<Boolean> forget(String id);

  /**
   * Forgets the tokens that are not valid any more at this moment; completes when committed.
   *
   * @return how many there were
   */
  CompletionStage<Integer> forgetExpired(Instant moment);
}
