// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.file.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.auth.Login;
import io.saltern.api.auth.LoginStep;
import io.saltern.api.auth.LoginStep.Outcome;
import io.saltern.api.auth.Verdict;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.testing.FixedSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes made by openssl, crypt(3) and Python's hashlib. */
class FileBackendTest {
  private static final String PASSWORD = "s3crét:x";

  @TempDir Path folder;
  private final Map<String, Object> section = new HashMap<>();
  private Settings settings;
  private final FileBackend backend = new FileBackend(() -> settings);
  private Path file;

  @BeforeEach
  void settle() {
    file = folder.resolve("users");
    set("^filename", file.toString());
  }

  private void set(String key, Object value) {
    section.put(key, value);
    settings = given(Map.copyOf(section));
  }

  private Settings given(Map<String, Object> ofFile) {
    return new FixedSettings(folder)
        .with(MasterOptions.EXTERNAL_AUTH, Map.of("file", ofFile))
        .inFile();
  }

  private Verdict check(String user, String password) throws Exception {
    return backend
        .authenticate(new Login("file", user, password.toCharArray(), "a test"))
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private boolean accepts(String user, String password) throws Exception {
    return check(user, password) instanceof Verdict.Accepted;
  }

  @Test
  void readsAFileOfPlainPasswords() throws Exception {
    Files.writeString(file, "fred:fredpw\n\nbob:bobpw:more\nbob:other\nbroken\neve:evepw");
    assertThat(accepts("fred", "fredpw")).isTrue();
    assertThat(accepts("bob", "bobpw")).isTrue();
    assertThat(accepts("bob", "other")).isFalse();
    assertThat(accepts("eve", "evepw")).isTrue();
    assertThat(accepts("fred", "bobpw")).isFalse();
    assertThat(accepts("fred", "")).isFalse();
    assertThat(accepts("FRED", "fredpw")).isFalse();
    assertThat(check("nobody", "x")).isEqualTo(new Verdict.Rejected("no such user"));
    assertThat(check("fred", "x")).isEqualTo(new Verdict.Rejected("wrong password"));
    assertThat(accepts("broken", "")).isFalse();
  }

  @Test
  void tellsItsStepsWithoutSecrets() throws Exception {
    Files.writeString(file, "bob:bobpw\nfred:fredpw\n");
    LoginStep read =
        new LoginStep("read", Outcome.OK, file + ", 2 lines, text with passwords as plaintext");
    LoginStep found = new LoginStep("find user", Outcome.OK, file + ":2");
    assertThat(diagnose("fred", "fredpw"))
        .containsExactly(
            read,
            found,
            new LoginStep("password", Outcome.OK, "right"),
            new LoginStep("groups", Outcome.SKIPPED, "such a file knows none"));
    assertThat(diagnose("fred", "bobpw"))
        .containsExactly(read, found, new LoginStep("password", Outcome.FAILED, "wrong"));
    assertThat(diagnose("eve", "bobpw"))
        .containsExactly(
            read,
            new LoginStep("find user", Outcome.FAILED, "no line of " + file + " is about eve"));
    Files.delete(file);
    assertThat(diagnose("fred", "fredpw"))
        .containsExactly(
            new LoginStep("file", Outcome.FAILED, "java.nio.file.NoSuchFileException: " + file));
  }

  private List<LoginStep> diagnose(String user, String password) {
    List<LoginStep> steps = new ArrayList<>();
    var unused =
        backend.diagnose(new Login("file", user, password.toCharArray(), "a test"), steps::add);
    return steps;
  }

  @Test
  void seesAChangeOfTheFileAtOnce() throws Exception {
    Files.writeString(file, "fred:old\n");
    assertThat(accepts("fred", "old")).isTrue();
    Files.writeString(file, "fred:new\n");
    assertThat(accepts("fred", "old")).isFalse();
    assertThat(accepts("fred", "new")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "md5,93c2957360e9b6b582f22aebfc3a7102",
    "sha1,fbe5894318a7c81db73669df0b09b818b810f8ae",
    "sha224,668ea96be9685c6bda2f6b0550e1a8a502d5176846a4d9edf939b809",
    "sha256,d83e79a16571880b7c29d69b486759e73a68892b168c6e94725e894cddc525c4",
    "sha384,8c788b5d2173682c53dd5c3516dc3fd762fe3f4feb81a54882fa186c5e7fb8479fc0279a827a619cb6ca4e4206304abd",
    "SHA512,973ff133b83e6b44f039729c5a05fdc28f71b8120e020f8ae82b3f6d082814ae6b11f066f18463fba2bfcb1c3a501d73c6b66216a95f9d5afd470d0d4acb9238"
  })
  void readsDigestsInAnyFields(String type, String digest) throws Exception {
    set("^hashtype", type);
    set("^field_separator", "|");
    set("^username_field", 2L);
    set("^password_field", 3L);
    Files.writeString(file, "1|fred|" + digest + "|x\n");
    assertThat(accepts("fred", PASSWORD)).isTrue();
    assertThat(accepts("fred", PASSWORD + "x")).isFalse();
    assertThat(accepts("fred", digest)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$apr1$saltsalt$xEunnEAJquw87QdGzIG9P0",
        "$6$saltsalt$W0OU6f5geqf57L8oIYAjk0Tp7ocm.hHi9E2z8lLUbhsSmAk8496XKOUtRw1Nr6y9sKHSdiwct5V4Qc6OlPS0B.",
        "$5$saltsalt$jurFib6fhmcyjy0Ee4Cjz6GDETpHzev4N/oEzNf/7h6",
        "$1$saltsalt$h/T4F/5zIABVu91pOn2Ms/",
        "abff71mu01Jbs",
        "$2b$04$E0m8HWz2IRDJvqT8HDQK2OxHEmXHy1k7yP6rTinWjdrsxeTg/.Z96",
        "$2y$04$E0m8HWz2IRDJvqT8HDQK2OxHEmXHy1k7yP6rTinWjdrsxeTg/.Z96",
        "{SHA}++WJQxinyB23NmnfCwm4GLgQ+K4="
      })
  void readsWhatHtpasswdWrites(String hash) throws Exception {
    set("^filetype", "htpasswd");
    Files.writeString(file, "# users\nbob:x\nfred:" + hash + "\n");
    assertThat(accepts("fred", PASSWORD)).isTrue();
    assertThat(accepts("fred", "x" + PASSWORD)).isFalse();
    assertThat(accepts("fred", hash)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "$argon2id$v=19$m=1$x", "$2y$nonsense", "{SHA}***", "", "*"})
  void anUnknownHashIsAnErrorThatNamesItsLine(String hash) throws Exception {
    set("^filetype", "htpasswd");
    Files.writeString(file, "bob:x\nfred:" + hash + "\n");
    assertThatThrownBy(() -> check("fred", hash)).hasMessageContaining(file + ":2: ");
  }

  @Test
  void readsDigestsOfARealm() throws Exception {
    set("^filetype", "htdigest");
    set("^realm", "ops");
    Files.writeString(file, "fred:dev:00\nfred:ops:e75efe0dabffa806a52c5213fae3b46c\n");
    assertThat(accepts("fred", PASSWORD)).isTrue();
    assertThat(accepts("fred", "x")).isFalse();
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatThrownBy(() -> check("fred", "x")).hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "^filename,users,expected an absolute path of a file of passwords",
    "^filetype,xml,'expected one of text, htpasswd, htdigest'",
    "^filetype,htdigest,a file of type htdigest needs it",
    "^hashtype,rot13,'expected one of plaintext, md5, sha1, sha224, sha256, sha384, sha512'",
    "^field_separator,'',must not be empty",
    "^username_field,0,'expected the number of a field, from 1'",
    "^password_field,two,'expected the number of a field, from 1'"
  })
  void namesThePlaceOfAWrongOption(String key, String value, String what) {
    section.put(key, value);
    assertThat(new FileOptionsCheck().problems(given(section)))
        .singleElement()
        .asString()
        .startsWith("FILE:external_auth:file:")
        .endsWith(": " + what);
  }

  @Test
  void asksNothingOfSettingsThatDoNotNameIt() {
    assertThat(new FileOptionsCheck().problems(new FixedSettings(folder))).isEmpty();
  }
}
