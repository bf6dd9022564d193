// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection while somebody has it. */
public final class Session {
  private final Connection connection;
  private final Deadline deadline;
  private boolean known;

  /**
   * @param known whether it is bound as whoever is to ask
   */
  Session(Connection connection, Deadline deadline, boolean known) {
    this.connection = connection;
    this.deadline = deadline;
    this.known = known;
  }

  /** The server at its other end, and how what is said is kept from others. */
  public String description() {
    return connection.server() + ", " + connection.security();
  }

  /**
   * Asks whether a password is right, and goes on as that user if so.
   *
   * @param name a DN, or whatever else the directory takes
   * @param password an empty one is refused without asking: directories let in anybody with it
   * @return the directory's judgement
   * @throws LdapFailure when there is none, as from a server that is busy or insists on TLS
   */
  public BindResult bind(String name, char[] password) throws LdapFailure {
    known = false;
    byte[] bytes = utf8(password);
    try {
      BindResult result = connection.bind(name, bytes, deadline);
      known = result.isAccepted();
      return result;
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] utf8(char[] password) {
    ByteBuffer room = ByteBuffer.allocate(password.length * 3);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(password), room, true);
    byte[] bytes = Arrays.copyOf(room.array(), room.position());
    Arrays.fill(room.array(), (byte) 0);
    return bytes;
  }

  /**
   * Searches. Does not follow referrals.
   *
   * @throws LdapFailure also when the directory does not have the base
   * @throws IllegalStateException when nobody is bound
   */
  public Found search(Query query) throws LdapFailure {
    if (!known) {
      throw new IllegalStateException("bind first");
    }
    return new Search(connection, query, deadline).run();
  }
}
