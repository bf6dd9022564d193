// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.auth.Token;
import io.saltern.api.store.TokenStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

final class MemoryTokens implements TokenStore {
  private final Map<String, Token> known = new ConcurrentHashMap<>();

  @Override
  public CompletionStage<Void> save(Token token) {
    known.put(token.id(), token);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public Optional<Token> token(String id) {
    return Optional.ofNullable(known.get(id));
  }

  @Override
  public Collection<Token> all() {
    return List.copyOf(known.values());
  }

  @Override
  public CompletionStage<Boolean> forget(String id) {
    return CompletableFuture.completedStage(known.remove(id) != null);
  }

  @Override
  public CompletionStage<Integer> forgetExpired(Instant moment) {
    int before = known.size();
    known.values().removeIf(token -> !token.isValidAt(moment));
    return CompletableFuture.completedStage(before - known.size());
  }
}
