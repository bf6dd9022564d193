// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.Settings;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The logins that the present settings ask for: made when somebody logs in, and made anew after a
 * reload. Those that are under way go on as they began.
 */
public final class SettledLogin implements AutoCloseable {
  /** Makes a login of settings. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes it, without connecting.
     *
     * @throws IOException when the settings are of no use; the message names what is wrong
     */
    DirectoryLogin make(Settings settings) throws IOException;
  }

  private final Maker maker;
  private @Nullable Settings settings;
  private @Nullable DirectoryLogin made;

  /** Without settings yet. */
  public SettledLogin(Maker maker) {
    this.maker = maker;
  }

  /** Goes by these settings from now on. */
  public synchronized void use(Settings present) {
    if (present != settings) {
      close();
      settings = present;
    }
  }

  /** Has no settings any more, if these were the last. */
  public synchronized void forget(Settings gone) {
    if (settings == gone) {
      close();
      settings = null;
    }
  }

  private synchronized DirectoryLogin kept() throws IOException {
    DirectoryLogin login = made;
    if (login == null) {
      login = fresh();
      made = login;
    }
    return login;
  }

  private synchronized DirectoryLogin fresh() throws IOException {
    if (settings == null) {
      throw new IOException("the master's settings are gone");
    }
    return maker.make(settings);
  }

  /** Asks the directory, as a backend does; blocks. */
  public CompletionStage<Verdict> authenticate(Login login) {
    try {
      return CompletableFuture.completedStage(
          kept().login(login.user(), login.password(), Trail.NONE));
    } catch (IOException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** The same by connections of its own and from no memory, and tells how that goes. */
  public CompletionStage<Verdict> diagnose(Login login, Consumer<LoginStep> steps) {
    Trail trail = new Trail(steps);
    try (DirectoryLogin fresh = fresh()) {
      return CompletableFuture.completedStage(fresh.login(login.user(), login.password(), trail));
    } catch (LdapFailure e) {
      // the trail tells it already
      return CompletableFuture.failedStage(e);
    } catch (IOException e) {
      trail.failed("settings", String.valueOf(e.getMessage()));
      return CompletableFuture.failedStage(e);
    }
  }

  /** Ends the connections. */
  @Override
  public synchronized void close() {
    if (made != null) {
      made.close();
      made = null;
    }
  }
}
