// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks users up in a file of passwords. The first line of a user decides. */
final class FileUsers {
  private static final Logger LOG = LoggerFactory.getLogger(FileUsers.class);
  private static final long LARGEST = 64 << 20;
  private static final Verdict NO_USER = new Verdict.Rejected("no such user");
  private static final Verdict WRONG = new Verdict.Rejected("wrong password");

  private final PasswordFile file;
  private final Consumer<LoginStep> steps;

  /**
   * @param steps hears what is done
   */
  FileUsers(PasswordFile file, Consumer<LoginStep> steps) {
    this.file = file;
    this.steps = steps;
  }

  /**
   * @throws IOException when the file cannot be read, or holds a hash that is of no use
   */
  Verdict check(Login login) throws IOException {
    if (Files.size(file.path()) > LARGEST) {
      throw new IOException(file.path() + " is larger than " + LARGEST + " bytes");
    }
    String separator = file.type() == PasswordFile.Type.TEXT ? file.separator() : ":";
    Pattern split = Pattern.compile(separator, Pattern.LITERAL);
    String text = new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    step("read", Outcome.OK, file.path() + ", " + lines.size() + " lines, " + form());
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || (line.startsWith("#") && file.type() != PasswordFile.Type.TEXT)) {
        continue;
      }
      String[] fields = split.split(line, -1);
      if (fields.length <= lastField()) {
        LOG.warn("{}:{}: has only {} fields, and is left out", file.path(), i + 1, fields.length);
      } else if (isOf(login.user(), fields)) {
        step("find user", Outcome.OK, file.path() + ":" + (i + 1));
        return verdict(login, fields, i + 1);
      }
    }
    step("find user", Outcome.FAILED, "no line of " + file.path() + " is about " + login.user());
    return NO_USER;
  }

  private void step(String name, Outcome outcome, String detail) {
    steps.accept(new LoginStep(name, outcome, detail));
  }

  private String form() {
    String type = file.type().name().toLowerCase(Locale.ROOT);
    return file.type() == PasswordFile.Type.TEXT
        ? type + " with passwords as " + file.hash().name().toLowerCase(Locale.ROOT)
        : type;
  }

  private int lastField() {
    return switch (file.type()) {
      case TEXT -> Math.max(file.userField(), file.passwordField());
      case HTPASSWD -> 1;
      case HTDIGEST -> 2;
    };
  }

  private boolean isOf(String user, String[] fields) {
    return switch (file.type()) {
      case TEXT -> fields[file.userField()].equals(user);
      case HTPASSWD -> fields[0].equals(user);
      case HTDIGEST -> fields[0].equals(user) && fields[1].equals(file.realm());
    };
  }

  private Verdict verdict(Login login, String[] fields, int line) throws IOException {
    byte[] password = bytes(login.password());
    try {
      boolean right =
          switch (file.type()) {
            case TEXT -> file.hash().matches(password, fields[file.passwordField()]);
            case HTPASSWD -> Htpasswd.matches(password, login.password(), fields[1]);
            case HTDIGEST -> Digests.MD5.matches(digested(login.user(), password), fields[2]);
          };
      step("password", right ? Outcome.OK : Outcome.FAILED, right ? "right" : "wrong");
      return right ? new Verdict.Accepted(login.user(), Set.of()) : WRONG;
    } catch (IllegalArgumentException e) {
      throw new IOException(file.path() + ":" + line + ": " + e.getMessage(), e);
    } finally {
      Arrays.fill(password, (byte) 0);
    }
  }

  private static byte[] bytes(char[] password) {
    ByteBuffer room = ByteBuffer.allocate(password.length * 3);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(password), room, true);
    byte[] bytes = Arrays.copyOf(room.array(), room.position());
    Arrays.fill(room.array(), (byte) 0);
    return bytes;
  }

  private byte[] digested(String user, byte[] password) {
    byte[] head = (user + ":" + file.realm() + ":").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + password.length);
    System.arraycopy(password, 0, all, head.length, password.length);
    return all;
  }
}
