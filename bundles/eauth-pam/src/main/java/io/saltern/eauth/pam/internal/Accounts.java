// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The users and groups that the system knows, each looked up by itself. */
final class Accounts {
  private static final Set<Integer> NOT_FOUND = Set.of(0, 1, 2, 3, 9);
  private static final int ERANGE = 34;
  private static final int EINTR = 4;

  private static final int ENTRY = 64;
  private static final int UID = 16;
  private static final int GID = 20;
  private static final int FIRST_BUFFER = 4 << 10;
  private static final int LARGEST_BUFFER = 16 << 20;
  private static final int FIRST_GROUPS = 64;
  private static final int MOST_GROUPS = 65_536;

  private final LibC libc;

  Accounts(LibC libc) {
    this.libc = libc;
  }

  /**
   * A user.
   *
   * @param name as the system writes it
   * @param gid the number of the first group
   */
  record Account(String name, int uid, int gid) {}

  /**
   * Looks a user up.
   *
   * @throws IOException when the system cannot tell
   */
  Optional<Account> find(String name) throws IOException {
    byte[] bytes = LibC.terminated(name);
    return find(
        "the user " + name,
        (entry, buffer, result) -> libc.getpwnam(bytes, entry, buffer, buffer.size(), result),
        entry -> new Account(text(entry), entry.getInt(UID), entry.getInt(GID)));
  }

  /**
   * The names of all groups that a user is in; groups without a name are left out.
   *
   * @throws IOException when the system cannot tell
   */
  Set<String> groups(Account account) throws IOException {
    Set<String> names = new TreeSet<>();
    for (int gid : gids(account)) {
      find(
              "the group " + Integer.toUnsignedString(gid),
              (entry, buffer, result) -> libc.getgrgid(gid, entry, buffer, buffer.size(), result),
              Accounts::text)
          .ifPresent(names::add);
    }
    return names;
  }

  private int[] gids(Account account) throws IOException {
    byte[] name = LibC.terminated(account.name());
    for (int room = FIRST_GROUPS; room <= MOST_GROUPS; room *= 4) {
      int[] gids = new int[room];
      IntByReference count = new IntByReference(room);
      if (libc.getgrouplist(name, account.gid(), gids, count) >= 0) {
        return Arrays.copyOf(gids, count.getValue());
      }
    }
    throw new IOException(account.name() + " is in more than " + MOST_GROUPS + " groups");
  }

  private interface LookUp {
    int call(Pointer entry, Memory buffer, PointerByReference result);
  }

  private static <T> Optional<T> find(String what, LookUp lookUp, Function<Pointer, T> read)
      throws IOException {
    try (Memory entry = new Memory(ENTRY)) {
      int size = FIRST_BUFFER;
      while (size <= LARGEST_BUFFER) {
        try (Memory buffer = new Memory(size)) {
          PointerByReference result = new PointerByReference();
          int error = lookUp.call(entry, buffer, result);
          if (error == ERANGE) {
            size *= 4;
          } else if (result.getValue() != null) {
            return Optional.of(read.apply(entry));
          } else if (NOT_FOUND.contains(error)) {
            return Optional.empty();
          } else if (error != EINTR) {
            throw new IOException("the system cannot look up " + what + ": error " + error);
          }
        }
      }
    }
    throw new IOException("the entry of " + what + " is too large");
  }

  /** The name, which is what comes first in entries of both kinds. */
  private static String text(Pointer entry) {
    return entry.getPointer(0).getString(0, StandardCharsets.UTF_8.name());
  }
}
