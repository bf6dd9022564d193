// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of a directory. One that fails is left alone for a while, longer each time, so that
 * nobody waits for it again and again.
 */
final class Servers {
  private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

  private final LdapSettings settings;
  private final Tls tls;
  private final List<Health> all = new ArrayList<>();

  Servers(LdapSettings settings, Tls tls) {
    this.settings = settings;
    this.tls = tls;
    settings.servers().forEach(server -> all.add(new Health(server)));
  }

  /** A new connection, to the first server that takes one. */
  Connection connect(Deadline deadline) throws LdapFailure {
    LdapFailure last = null;
    for (Health health : all) {
      if (deadline.isOver()) {
        break;
      }
      if (health.mayBeTried()) {
        try {
          Connection connection =
              Connection.open(health.server, tls, deadline.within(settings.connectTimeout()));
          health.succeeded();
          return connection;
        } catch (LdapFailure e) {
          health.failed(e);
          last = e;
        }
      }
    }
    throw last != null ? last : leftAlone();
  }

  private LdapFailure leftAlone() {
    StringBuilder text = new StringBuilder("no server is tried now");
    LdapFailure known = null;
    for (Health health : all) {
      LdapFailure failure = health.failure();
      if (failure != null) {
        text.append("; ").append(failure.getMessage());
        known = failure;
      }
    }
    Stage stage = known == null ? Stage.CONNECT : known.stage();
    return new LdapFailure(stage, text.toString(), known);
  }

  /** Says that a server that had taken a connection does not answer. */
  void failed(LdapServer server, LdapFailure failure) {
    for (Health health : all) {
      if (health.server.equals(server)) {
        health.failed(failure);
      }
    }
  }

  /** What is known of one. */
  private static final class Health {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 5;

    private final LdapServer server;
    private @Nullable LdapFailure failure;
    private int failures;
    private long tryAt;

    Health(LdapServer server) {
      this.server = server;
    }

    /** One at a time finds out whether a server that failed is back. */
    synchronized boolean mayBeTried() {
      if (failures > 0 && System.nanoTime() - tryAt < 0) {
        return false;
      }
      pause();
      return true;
    }

    private void pause() {
      if (failures > 0) {
        tryAt =
            System.nanoTime() + (FIRST_PAUSE.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS));
      }
    }

    synchronized void succeeded() {
      if (failures > 0) {
        LOG.info("{} answers again", server);
      }
      failures = 0;
      failure = null;
    }

    synchronized void failed(LdapFailure why) {
      if (failures == 0) {
        LOG.warn("No use for a directory's server: {}", why.getMessage());
      }
      failures++;
      failure = why;
      pause();
    }

    synchronized @Nullable LdapFailure failure() {
      return failure;
    }
  }
}
