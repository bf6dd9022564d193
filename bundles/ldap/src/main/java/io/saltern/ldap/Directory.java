// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A directory and the connections to it, for many threads. Connections are opened when they are
 * needed, kept, and replaced when they break; a server that fails is passed over for another.
 */
public final class Directory implements AutoCloseable {
  private final LdapSettings settings;
  private final @Nullable Credentials lookup;
  private final Duration share;
  private final Servers servers;
  private final Connections lookups;
  private final Connections users;

  /**
   * Connects to nothing yet.
   *
   * @param lookup who looks things up; null = nobody in particular, by an anonymous connection
   * @throws IOException when the file of certificates is of no use; names it
   */
  public Directory(LdapSettings settings, @Nullable Credentials lookup) throws IOException {
    this.settings = settings;
    this.lookup = lookup;
    // a server that hangs leaves time for another
    share = settings.timeout().dividedBy(Math.min(2, settings.servers().size()));
    servers = new Servers(settings, new Tls(settings.verify(), settings.authorities()));
    lookups = new Connections(settings.connections());
    users = new Connections(settings.connections());
  }

  /** What is asked of a directory. May be done a second time, when a connection has broken. */
  @FunctionalInterface
  public interface Work<T> {
    /** Asks. */
    T on(Session session) throws LdapFailure;
  }

  /** Asks as the lookup user. */
  public <T> T asLookup(Work<T> work) throws LdapFailure {
    return on(lookups, true, work);
  }

  /** Searches as the lookup user. */
  public Found search(Query query) throws LdapFailure {
    return asLookup(session -> session.search(query));
  }

  /** Asks as a user: the work begins with {@link Session#bind}. */
  public <T> T asUser(Work<T> work) throws LdapFailure {
    return on(users, false, work);
  }

  private <T> T on(Connections pool, boolean asLookup, Work<T> work) throws LdapFailure {
    Deadline deadline = Deadline.in(settings.timeout());
    pool.acquire(deadline);
    try {
      LdapFailure last;
      do {
        Connection kept = pool.take();
        Connection connection = kept != null ? kept : servers.connect(deadline);
        Deadline part = deadline.within(share);
        boolean fit = false;
        try {
          if (kept == null && asLookup) {
            bindLookup(connection, part);
          }
          T done = work.on(new Session(connection, part, asLookup));
          fit = true;
          return done;
        } catch (LdapFailure e) {
          fit = e.stage() == Stage.SEARCH;
          if (!e.isOfServer()) {
            throw e;
          }
          last = e;
          // one that was kept may be broken although its server is well
          if (kept == null || e.getCause() instanceof SocketTimeoutException) {
            servers.failed(connection.server(), e);
            pool.drop(connection.server());
          }
        } finally {
          if (fit) {
            pool.keep(connection);
          } else {
            connection.close();
          }
        }
      } while (!deadline.isOver());
      throw last;
    } finally {
      pool.release();
    }
  }

  private void bindLookup(Connection connection, Deadline deadline) throws LdapFailure {
    if (lookup == null) {
      return;
    }
    BindResult result =
        new Session(connection, deadline, false)
            .bind(lookup.name(), lookup.password().toCharArray());
    if (!result.isAccepted()) {
      throw new LdapFailure(
          Stage.BIND,
          connection.server() + ": bind as '" + lookup.name() + "': " + result,
          result.code());
    }
  }

  /** Ends the connections; those in use end when they are given back. */
  @Override
  public void close() {
    lookups.close();
    users.close();
  }
}
