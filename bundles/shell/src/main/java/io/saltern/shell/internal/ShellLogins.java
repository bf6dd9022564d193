// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import io.saltern.api.Caller.Proof;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.audit.AuditLog;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record who logged in at the shell, and who tried: Karaf's realm tells it when {@code
 * audit.eventadmin.enabled} is set in {@code etc/org.apache.karaf.jaas.cfg}.
 */
@Component(
    property = {
      EventConstants.EVENT_TOPIC + "=" + ShellLogins.SUCCESS,
      EventConstants.EVENT_TOPIC + "=" + ShellLogins.FAILURE
    })
public final class ShellLogins implements EventHandler {
  static final String SUCCESS = "org/apache/karaf/login/SUCCESS";
  static final String FAILURE = "org/apache/karaf/login/FAILURE";

  /** Whom the shell lets in: {@code sshRole} of {@code etc/org.apache.karaf.shell.cfg}. */
  private static final String ROLE = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(ShellLogins.class);
  private static final int LONGEST = 256;

  private final AuditLog audit;

  /** Writes to a record. */
  @Activate
  public ShellLogins(@Reference AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void handleEvent(Event event) {
    String user = shown(event.getProperty("username"));
    String refusal = refusal(event);
    if (refusal != null) {
      LOG.warn("Authentication failure of type \"shell\" occurred for user {}: {}", user, refusal);
    }
    var unused =
        audit
            .record(new LoggedIn(Proof.SHELL, user, "karaf", "the master's shell", refusal))
            .exceptionally(
                failure -> {
                  LOG.error("A login at the shell is not on record: {}", failure.toString());
                  return null;
                });
  }

  private static @Nullable String refusal(Event event) {
    if (event.getTopic().equals(FAILURE)) {
      return "no key or password of this user";
    }
    boolean admitted =
        event.getProperty("subject") instanceof Subject subject
            && subject.getPrincipals(RolePrincipal.class).stream()
                .anyMatch(role -> role.getName().equals(ROLE));
    return admitted ? null : "the user has not the role " + ROLE;
  }

  /** A name from outside as it may stand in a log: on one line, and not endless. */
  private static String shown(@Nullable Object name) {
    String line = String.valueOf(name).replaceAll("\\p{Cntrl}", "?");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
