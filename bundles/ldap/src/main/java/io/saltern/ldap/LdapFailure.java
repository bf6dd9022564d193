// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A directory gave no answer, or one that is of no use. Names the server and the reason. */
public final class LdapFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /** What was not done. */
  public enum Stage {
    /** There is no connection. */
    CONNECT,
    /** There is one, but it cannot be kept from others, or the server is not who it should be. */
    TLS,
    /** The lookup user is refused, or the directory judges no passwords now. */
    BIND,
    /** The question was refused. */
    SEARCH,
    /** There was no answer, or it was not understood. */
    ANSWER
  }

  private final Stage stage;
  private final int code;

  /** Without an answer. */
  public LdapFailure(Stage stage, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.stage = stage;
    this.code = -1;
  }

  /** By an answer. */
  public LdapFailure(Stage stage, String message, int code) {
    super(message);
    this.stage = stage;
    this.code = code;
  }

  /** What was not done. */
  public Stage stage() {
    return stage;
  }

  /** The code of the server's answer as in RFC 4511, as 32 for a base that is not there; or -1. */
  public int code() {
    return code;
  }

  /** Whether the server may be at fault rather than the question, so that another may know. */
  boolean isOfServer() {
    return stage == Stage.CONNECT || stage == Stage.TLS || stage == Stage.ANSWER;
  }
}
