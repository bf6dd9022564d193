// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.pam.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import io.saltern.eauth.pam.internal.Accounts.Account;
import io.saltern.eauth.pam.internal.PamAnswer.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through PAM on the calling thread. Several threads may do so at once. Making one fails with
 * an {@link UnsatisfiedLinkError} where there is no PAM.
 */
final class PamStack {
  private static final int FLAGS = LibPam.SILENT | LibPam.DISALLOW_NULL_AUTHTOK;
  private static final String ROOT = "root";

  private final Callbacks callbacks = new Callbacks();
  private final LibC libc = new LibC();
  private final LibPam pam = new LibPam();
  private final Accounts accounts = new Accounts(libc);

  /**
   * Checks a login.
   *
   * @throws IOException when the system cannot tell who the user is
   */
  PamAnswer check(PamQuestion question) throws IOException {
    String user = question.user();
    if (isRoot(user, accounts.find(user))) {
      return PamAnswer.refused(Phase.USER, user, "root does not log in by PAM");
    }
    Conversation conversation = new Conversation(libc, question);
    try (Memory structure = new Memory(Callbacks.structureSize())) {
      long number = callbacks.begin(conversation, structure);
      try {
        PointerByReference handle = new PointerByReference();
        int code =
            pam.start(
                LibC.terminated(question.service()), LibC.terminated(user), structure, handle);
        return code == LibPam.SUCCESS
            ? transaction(handle.getValue(), user, conversation)
            : new PamAnswer(Phase.START, code, "PAM does not start", user, Set.of());
      } finally {
        callbacks.end(number);
      }
    }
  }

  private PamAnswer transaction(Pointer handle, String typed, Conversation conversation)
      throws IOException {
    int code = LibPam.ABORT;
    try {
      code = pam.setItem(handle, LibPam.ITEM_FAIL_DELAY, callbacks.noDelay());
      if (code != LibPam.SUCCESS) {
        return failed(Phase.START, code, handle, typed);
      }
      code = pam.authenticate(handle, FLAGS);
      if (code != LibPam.SUCCESS) {
        return failed(Phase.AUTHENTICATE, code, handle, typed);
      }
      if (!conversation.askedForPassword()) {
        return PamAnswer.refused(
            Phase.AUTHENTICATE, typed, "the service lets users in without asking for a password");
      }
      code = pam.acctMgmt(handle, FLAGS);
      return code == LibPam.SUCCESS
          ? named(userOf(handle))
          : failed(Phase.ACCOUNT, code, handle, typed);
    } finally {
      pam.end(handle, code);
    }
  }

  private PamAnswer failed(Phase phase, int code, Pointer handle, String user) {
    Pointer text = pam.strerror(handle, code);
    return new PamAnswer(phase, code, text == null ? "" : read(text), user, Set.of());
  }

  /** The user whom PAM let in: modules may change the name. */
  private String userOf(Pointer handle) throws IOException {
    PointerByReference item = new PointerByReference();
    int code = pam.getItem(handle, LibPam.ITEM_USER, item);
    if (code != LibPam.SUCCESS || item.getValue() == null) {
      throw new IOException("PAM does not tell whom it let in: " + code);
    }
    return read(item.getValue());
  }

  private PamAnswer named(String user) throws IOException {
    Optional<Account> account = accounts.find(user);
    if (isRoot(user, account)) {
      return PamAnswer.refused(Phase.NAME, user, "PAM made it root, who does not log in by PAM");
    }
    if (account.isEmpty()) {
      return new PamAnswer(Phase.PASSED, LibPam.SUCCESS, "", user, Set.of());
    }
    Set<String> groups = accounts.groups(account.get());
    return new PamAnswer(Phase.PASSED, LibPam.SUCCESS, "", account.get().name(), groups);
  }

  private static boolean isRoot(String user, Optional<Account> account) {
    return user.equals(ROOT) || (account.isPresent() && account.get().uid() == 0);
  }

  private static String read(Pointer text) {
    return text.getString(0, StandardCharsets.UTF_8.name());
  }
}
