// SPDX-License-Identifier: Apache-2.0
package io.saltern.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.auth.AuthenticationException;
import io.saltern.api.auth.EauthBackend;
import io.saltern.api.auth.IssuedToken;
import io.saltern.api.auth.Login;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.testing.RecordedEntries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The service with a clock that stands still, backends of a test, and a short delay. */
final class Desk implements AutoCloseable {
  static final FailureDelay SHORT = new FailureDelay(Duration.ofMillis(20), Duration.ofMillis(40));

  final FakeClock clock = new FakeClock();
  final RecordedEntries audit = new RecordedEntries();
  final MemoryTokens store = new MemoryTokens();
  final Backends backends = new Backends(id -> null);
  final AuthService service;

  /** Knows one rule, which is about everybody. */
  private static final AccessRulesReader BOOK = (settings, minions) -> new OneRule();

  /** The access rules of everybody. */
  List<Object> rules = List.of();

  private final Map<Option<?>, Object> options = new HashMap<>();

  Desk() {
    this(SHORT);
  }

  Desk(FailureDelay delay) {
    service = new AuthService(backends, store, new Rules(), BOOK, audit, clock, delay);
    set(MasterOptions.EXTERNAL_AUTH, Map.of("file", Map.of()));
    backend("file", Desk::nameTwice);
  }

  private final class Rules implements AccessControl {
    @Override
    public Decision decide(Caller caller, AccessRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Object> rules(Caller caller) {
      return rules;
    }
  }

  /** The password is the name twice; {@code ops} is a group of everybody. */
  static CompletionStage<Verdict> nameTwice(Login login) {
    return CompletableFuture.completedStage(
        new String(login.password()).equals(login.user() + login.user())
            ? new Verdict.Accepted(login.user(), Set.of("ops"))
            : new Verdict.Rejected("wrong password"));
  }

  <T> void set(Option<T> option, T value) {
    options.put(option, value);
    service.bindSettings(new FixedSettings(Path.of("/nowhere")).withAll(Map.copyOf(options)));
  }

  void backend(String name, EauthBackend backend) {
    backends.bind(backend, Map.of(EauthBackend.PROPERTY, name));
  }

  static Login login(String eauth, String user, String password) {
    return new Login(eauth, user, password.toCharArray(), "a test");
  }

  CompletionStage<Caller> login(String user, String password) {
    return service.login(login("file", user, password), null);
  }

  IssuedToken token(String user) throws Exception {
    return done(service.issue(login("file", user, user + user), null, null));
  }

  static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  /** Waits for the failure, and says whether it is one for want of time. */
  static boolean timesOut(CompletionStage<?> stage) throws Exception {
    try {
      throw new AssertionError("accepted: " + done(stage));
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(AuthenticationException.class);
      return ((AuthenticationException) e.getCause()).isTimeout();
    }
  }

  static void assertRefused(CompletionStage<?> stage) throws Exception {
    assertThat(timesOut(stage)).isFalse();
  }

  @Override
  public void close() {
    service.close();
    backends.close();
  }
}
