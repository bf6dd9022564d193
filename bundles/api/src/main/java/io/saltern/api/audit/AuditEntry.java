// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.audit;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.JobId;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.master.AccessRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to be put on record. */
public sealed interface AuditEntry {
  /** Somebody was allowed or refused something. Secret arguments are masked on record. */
  record Decided(Caller caller, AccessRequest request, Decision decision) implements AuditEntry {}

  /**
   * Somebody was recognized, or was not.
   *
   * @param proof what was shown: {@link Caller.Proof#EAUTH}, {@link Caller.Proof#TOKEN} or {@link
   *     Caller.Proof#SHELL}
   * @param origin from where, as in {@link io.saltern.api.auth.Login}
   * @param refusal the precise reason; null when the user was recognized
   */
  record LoggedIn(
      Caller.Proof proof, String user, String eauth, String origin, @Nullable String refusal)
      implements AuditEntry {}

  /**
   * A minion's key is about to be filed.
   *
   * @param from where it is now; null = it is new
   * @param to where it goes; null = it is deleted
   */
  record KeyFiled(MinionId minion, @Nullable KeyState from, @Nullable KeyState to)
      implements AuditEntry {}

  /**
   * A token is about to be made or revoked.
   *
   * @param id names it, but is not good as a token
   * @param user whom it stands for
   * @param eauth the backend that knows the user
   */
  record TokenChanged(boolean made, String id, String user, String eauth) implements AuditEntry {}

  /**
   * A return is about to be removed, because its minion says that another master has it.
   *
   * @param elsewhere the identity of that master
   */
  record ReturnLeft(MinionId minion, JobId job, String elsewhere) implements AuditEntry {}

  /**
   * The master took settings over.
   *
   * @param changed the names of the options that differ from those before; null = there were none
   */
  record SettingsTaken(Path configDir, @Nullable List<String> changed) implements AuditEntry {}
}
