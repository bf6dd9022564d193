// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import io.saltern.api.Caller;
import io.saltern.api.audit.AuditEntry.TokenChanged;
import io.saltern.api.audit.AuditLog;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Token;
import io.saltern.api.store.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes tokens, knows them again by their hashes, and ends them. */
final class TokenDesk {
  /** How many valid tokens a user may have; with one more, the one that ends first goes. */
  static final int MOST_OF_USER = 100;

  private static final int BYTES = 32;

  private final TokenStore store;
  private final AuditLog audit;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TokenDesk(TokenStore store, AuditLog audit, Clock clock) {
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** Completes when the token is committed. */
  CompletionStage<IssuedToken> issue(Caller user, Duration life, @Nullable List<Object> rules) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = HexFormat.of().formatHex(bytes);
    Instant start = now();
    Token token =
        new Token(
            id(text), user.user(), user.eauth(), user.groups(), start, start.plus(life), rules);
    List<Token> others = of(user.user(), user.eauth());
    CompletionStage<?> room =
        others.size() < MOST_OF_USER
            ? store.forgetExpired(start)
            : store.forget(others.get(0).id());
    return room.thenCompose(
            done -> audit.record(new TokenChanged(true, token.id(), token.user(), token.eauth())))
        .thenCompose(done -> store.save(token))
        .thenApply(done -> new IssuedToken(text, token));
  }

  /** The token of this text, if it is valid now. */
  Optional<Token> find(String text) {
    return store.token(id(text)).filter(token -> token.isValidAt(now()));
  }

  List<Token> list() {
    Instant now = now();
    return store.all().stream()
        .filter(token -> token.isValidAt(now))
        .sorted(Comparator.comparing(Token::expire).thenComparing(Token::id))
        .toList();
  }

  private List<Token> of(String user, @Nullable String eauth) {
    return list().stream()
        .filter(token -> token.user().equals(user))
        .filter(token -> eauth == null || token.eauth().equals(eauth))
        .toList();
  }

  CompletionStage<Boolean> revoke(String tokenOrId) {
    return store
        .token(id(tokenOrId))
        .or(() -> store.token(tokenOrId))
        .map(this::revoke)
        .orElseGet(() -> CompletableFuture.completedStage(false));
  }

  private CompletionStage<Boolean> revoke(Token token) {
    return audit
        .record(new TokenChanged(false, token.id(), token.user(), token.eauth()))
        .thenCompose(done -> store.forget(token.id()));
  }

  CompletionStage<Integer> revokeAll(String user, @Nullable String eauth) {
    CompletionStage<Integer> count = CompletableFuture.completedStage(0);
    for (Token token : of(user, eauth)) {
      count = count.thenCombine(revoke(token), (before, there) -> there ? before + 1 : before);
    }
    return count;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String id(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
