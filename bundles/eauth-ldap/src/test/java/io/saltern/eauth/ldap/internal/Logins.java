// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;

/** The backend with some settings, and what it says of logins, in a word. */
final class Logins implements AutoCloseable {
  private final LdapBackend backend = new LdapBackend();

  Logins(Settings settings) {
    backend.bindSettings(settings);
  }

  /** Puts others to use. */
  void reload(Settings settings) {
    backend.bindSettings(settings);
  }

  private static Login login(String user, String password) {
    return new Login("ldap", user, password.toCharArray(), "a test");
  }

  /** As {@code alice [saltadmins, saltops]}, {@code refused: why} or {@code failed: why}. */
  String tell(String user, String password) {
    try {
      Verdict verdict = backend.authenticate(login(user, password)).toCompletableFuture().join();
      if (verdict instanceof Verdict.Accepted accepted) {
        return accepted.user() + " " + new TreeSet<>(accepted.groups());
      }
      return "refused: " + ((Verdict.Rejected) verdict).reason();
    } catch (CompletionException e) {
      return "failed: " + e.getCause().getMessage();
    }
  }

  List<LoginStep> diagnose(String user, String password) {
    List<LoginStep> steps = new ArrayList<>();
    var unused = backend.diagnose(login(user, password), steps::add);
    return steps;
  }

  @Override
  public void close() {
    backend.close();
  }
}
