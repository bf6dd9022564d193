// SPDX-License-Identifier: Apache-2.0
package io.saltern.api;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and how that is known.
 *
 * @param user the name to be judged by, as {@code root}, {@code sudo_alice}, or a minion's id
 * @param proof how the name is known
 * @param eauth the authentication backend's name; empty unless the proof is {@link Proof#EAUTH} or
 *     {@link Proof#TOKEN}
 * @param groups the groups that the backend knows of
 * @param kept the access rules that count for the caller instead of those of the settings, in the
 *     form of the settings; null = those of the settings
 * @param face where the caller came in
 */
public record Caller(
    String user,
    Proof proof,
    String eauth,
    Set<String> groups,
    @Nullable List<Object> kept,
    Face face) {
  /** How a caller is known. */
  public enum Proof {
    /** The kernel's credentials of a local socket say that this is the superuser or the master. */
    LOCAL_ADMIN,
    /** The kernel's credentials of a local socket name this user. */
    LOCAL_USER,
    /** An authentication backend said so just now. */
    EAUTH,
    /** A token said so. */
    TOKEN,
    /** A minion, by its key. */
    MINION,
    /** Somebody at the master's own shell. */
    SHELL
  }

  /** Where callers come in. */
  public enum Face {
    /** One of Salt's programs on this machine. */
    PROGRAM,
    /** The master's own shell. */
    SHELL,
    /** A message of the wire protocol. */
    WIRE;

    private static Face of(Proof proof) {
      return switch (proof) {
        case SHELL -> SHELL;
        case MINION -> WIRE;
        default -> PROGRAM;
      };
    }
  }

  public Caller {
    groups = Set.copyOf(groups);
    kept = kept == null ? null : List.copyOf(kept);
  }

  /** Somebody who came in where such callers usually do. */
  public Caller(
      String user, Proof proof, String eauth, Set<String> groups, @Nullable List<Object> kept) {
    this(user, proof, eauth, groups, kept, Face.of(proof));
  }

  /** Somebody for whom the rules of the settings count. */
  public Caller(String user, Proof proof, String eauth, Set<String> groups) {
    this(user, proof, eauth, groups, null);
  }

  /**
   * Where the name means something: callers of the same name are the same only when they are of the
   * same origin. Administrators on this machine, its other users, those of each backend, minions
   * and users of the shell are kept apart.
   */
  public String origin() {
    return switch (proof) {
      case LOCAL_ADMIN -> "admin";
      case LOCAL_USER -> "local";
      case EAUTH, TOKEN -> "eauth " + eauth;
      case MINION -> "minion";
      case SHELL -> "shell";
    };
  }

  /** Whether this is somebody who administers the master, from whom nothing of it is hidden. */
  public boolean administers() {
    return proof == Proof.LOCAL_ADMIN || proof == Proof.SHELL;
  }

  /** The same, who came in elsewhere. */
  public Caller at(Face other) {
    return new Caller(user, proof, eauth, groups, kept, other);
  }

  /** Somebody on this machine. */
  public static Caller local(String user, boolean admin) {
    return new Caller(user, admin ? Proof.LOCAL_ADMIN : Proof.LOCAL_USER, "", Set.of());
  }

  /** A minion that asks its master for something. */
  public static Caller minion(MinionId id) {
    return new Caller(id.value(), Proof.MINION, "", Set.of());
  }

  /** Somebody at the master's shell. */
  public static Caller shell(String user) {
    return new Caller(user, Proof.SHELL, "", Set.of());
  }
}
