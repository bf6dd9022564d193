// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import static io.saltern.api.KeyState.ACCEPTED;
import static io.saltern.api.KeyState.DENIED;
import static io.saltern.api.KeyState.PENDING;
import static io.saltern.api.KeyState.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.testing.FixedSettings;
import io.saltern.api.testing.RecordedEntries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MinionKeyDeskTest {
  private static final MinionId WEB1 = new MinionId("web1");
  private static final String KEY = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
  private static final String OTHER = "-----BEGIN PUBLIC KEY-----\nBBBB\n-----END PUBLIC KEY-----";

  @TempDir Path root;
  private final RecordedEntries audit = new RecordedEntries();
  private FixedSettings settings;
  private HeardEvents heard;
  private Path pki;
  private KeyFiles files;
  private MinionKeyDesk desk;
  private int rests;

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(root);
    heard = new HeardEvents();
    pki = settings.path(MasterOptions.PKI_DIR);
    files = new KeyFiles(() -> settings, audit);
    desk = new MinionKeyDesk(() -> settings, files, heard.bus);
  }

  private Path file(KeyState state) {
    return pki.resolve(state.folder()).resolve("web1");
  }

  private Map<KeyState, String> found() throws IOException {
    Map<KeyState, String> found = new LinkedHashMap<>();
    for (KeyState state : KeyState.values()) {
      if (Files.exists(file(state))) {
        found.put(state, Files.readString(file(state)));
      }
    }
    return found;
  }

  private Path list(Option<String> option, String... lines) throws IOException {
    Path file = root.resolve(option.name());
    Files.write(file, List.of(lines));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    settings.with(option, file.toString());
    return file;
  }

  private Admission signIn(String key) {
    return desk.signIn(WEB1, key, Map.of());
  }

  @Test
  void whatOthersFileAmongTheRejectedCountsAtOnce() throws Exception {
    signIn(KEY);
    files.move(WEB1, PENDING, ACCEPTED);
    for (int i = 0; i < 3; i++) {
      rest(REJECTED);
      assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
      assertThat(files.has(WEB1, REJECTED)).as("from what is known of the folder").isFalse();
      Files.writeString(file(REJECTED), KEY);
      assertThat(signIn(KEY)).as("just now").isEqualTo(Admission.REJECTED);
      rest(REJECTED);
      assertThat(signIn(KEY)).as("some time ago").isEqualTo(Admission.REJECTED);
      Files.delete(file(REJECTED));
      assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
    }
  }

  /** As if the folder had not changed for a while. */
  private void rest(KeyState state) throws IOException {
    Files.setLastModifiedTime(
        pki.resolve(state.folder()), FileTime.from(Instant.now().minusSeconds(60 + rests++)));
  }

  /** The table of key states, row by row: what lies where, what is offered, what comes of it. */
  @ParameterizedTest(name = "{0} holds {1}, sign {2}, reject {3}: {4}, {5}")
  @CsvSource({
    // state, its key, autosign, autoreject, admission, act, files afterwards
    "none,     -,     no,  no,  PENDING,  pend,   PENDING=KEY",
    "none,     -,     yes, no,  ACCEPTED, accept, ACCEPTED=KEY",
    "none,     -,     no,  yes, REJECTED, reject, REJECTED=KEY",
    "none,     -,     yes, yes, REJECTED, reject, REJECTED=KEY",
    "REJECTED, KEY,   no,  no,  REJECTED, reject, REJECTED=KEY",
    "REJECTED, OTHER, no,  no,  REJECTED, reject, REJECTED=OTHER",
    "REJECTED, KEY,   yes, no,  REJECTED, reject, REJECTED=KEY",
    "ACCEPTED, KEY,   no,  no,  ACCEPTED, accept, ACCEPTED=KEY",
    "ACCEPTED, KEY,   no,  yes, ACCEPTED, accept, ACCEPTED=KEY",
    "ACCEPTED, OTHER, no,  no,  REJECTED, denied, ACCEPTED=OTHER DENIED=KEY",
    "ACCEPTED, OTHER, yes, no,  REJECTED, denied, ACCEPTED=OTHER DENIED=KEY",
    "PENDING,  KEY,   no,  no,  PENDING,  pend,   PENDING=KEY",
    "PENDING,  KEY,   yes, no,  ACCEPTED, accept, ACCEPTED=KEY",
    "PENDING,  OTHER, no,  no,  REJECTED, denied, PENDING=OTHER DENIED=KEY",
    "PENDING,  OTHER, yes, no,  REJECTED, denied, PENDING=OTHER DENIED=KEY",
    "PENDING,  KEY,   no,  yes, REJECTED, reject, REJECTED=KEY",
    "PENDING,  OTHER, no,  yes, REJECTED, reject, REJECTED=OTHER",
    "PENDING,  KEY,   yes, yes, REJECTED, reject, REJECTED=KEY",
  })
  void followsTheTable(
      String state,
      String held,
      String sign,
      String reject,
      Admission admission,
      String act,
      String after)
      throws Exception {
    if (!state.equals("none")) {
      Files.writeString(file(KeyState.valueOf(state)), text(held) + "\n");
    }
    if (sign.equals("yes")) {
      list(MasterOptions.AUTOSIGN_FILE, "# known", "web1");
    }
    if (reject.equals("yes")) {
      list(MasterOptions.AUTOREJECT_FILE, "web1");
    }
    assertThat(signIn(KEY)).isEqualTo(admission);

    Map<KeyState, String> stripped = found();
    stripped.replaceAll((where, text) -> text.strip());
    Map<KeyState, String> expected = new LinkedHashMap<>();
    for (String one : after.split(" ")) {
      expected.put(KeyState.valueOf(one.split("=")[0]), text(one.split("=")[1]));
    }
    assertThat(stripped).isEqualTo(expected);
    assertThat(heard.tags()).containsExactly("salt/auth");
    assertThat(heard.last().data())
        .containsEntry("result", admission != Admission.REJECTED)
        .containsEntry("act", act)
        .containsEntry("id", "web1")
        .containsEntry("pub", KEY);
  }

  private static String text(String name) {
    return name.equals("KEY") ? KEY : OTHER;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACCEPTED", "PENDING", "REJECTED"})
  void openModeTakesEveryKey(KeyState before) throws Exception {
    settings.with(MasterOptions.OPEN_MODE, true);
    Files.writeString(file(before), OTHER);
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
    assertThat(found()).containsOnly(Map.entry(ACCEPTED, KEY));
  }

  @Test
  void autoAcceptTakesEveryNewKeyButNoChangedOne() throws Exception {
    settings.with(MasterOptions.AUTO_ACCEPT, true);
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
    assertThat(signIn(OTHER)).isEqualTo(Admission.REJECTED);
    assertThat(found()).containsOnly(Map.entry(ACCEPTED, KEY), Map.entry(DENIED, OTHER));
  }

  @Test
  void refusesNewMinionsWhenThereAreEnough() throws Exception {
    settings.with(MasterOptions.MAX_MINIONS, 1L).with(MasterOptions.AUTO_ACCEPT, true);
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
    assertThat(desk.signIn(new MinionId("web2"), KEY, Map.of())).isEqualTo(Admission.FULL);
    assertThat(heard.last().data()).containsEntry("act", "full").containsEntry("result", false);
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource({
    "web1, true",
    "web*, true",
    "web[0-9], true",
    "'(web|db)\\d+', true",
    "eb1, false",
    "WEB1, false",
    "'[', false",
    "web, false",
  })
  void readsNamesPatternsAndExpressions(String line, boolean accepted) throws Exception {
    list(MasterOptions.AUTOSIGN_FILE, line);
    assertThat(signIn(KEY)).isEqualTo(accepted ? Admission.ACCEPTED : Admission.PENDING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
  void ignoresAListThatOthersMayWrite(String permissions) throws Exception {
    Path file = list(MasterOptions.AUTOSIGN_FILE, "web1");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(signIn(KEY)).isEqualTo(Admission.PENDING);
  }

  @Test
  void seesAListThatChanged() throws Exception {
    list(MasterOptions.AUTOSIGN_FILE, "db1");
    assertThat(signIn(KEY)).isEqualTo(Admission.PENDING);
    list(MasterOptions.AUTOSIGN_FILE, "web1");
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void usesUpAnAutosignStubUnlessItIsTooOld() throws Exception {
    Path stub = pki.resolve("minions_autosign").resolve("web1");
    Files.writeString(stub, "");
    Files.setLastModifiedTime(stub, FileTime.from(Instant.now().minusSeconds(121 * 60)));
    assertThat(signIn(KEY)).isEqualTo(Admission.PENDING);
    assertThat(stub).doesNotExist();
    Files.writeString(stub, "");
    assertThat(signIn(KEY)).isEqualTo(Admission.ACCEPTED);
    assertThat(stub).doesNotExist();
  }

  @Test
  void comparesGrainsWithTheFilesOfTheFolder() throws Exception {
    Path folder = Files.createDirectory(root.resolve("grains"));
    Files.writeString(folder.resolve("rack"), "# racks\n7\n");
    Files.setPosixFilePermissions(
        folder.resolve("rack"), PosixFilePermissions.fromString("rw-r--r--"));
    settings.with(MasterOptions.AUTOSIGN_GRAINS_DIR, folder.toString());
    assertThat(desk.signIn(WEB1, KEY, Map.of("rack", 8L))).isEqualTo(Admission.PENDING);
    assertThat(desk.signIn(WEB1, KEY, Map.of("../rack", 7L))).isEqualTo(Admission.PENDING);
    assertThat(desk.signIn(WEB1, KEY, Map.of("rack", 7L))).isEqualTo(Admission.ACCEPTED);
  }

  @Test
  void seesAtOnceWhatOtherProgramsDoToAnAcceptedKey() throws Exception {
    Files.writeString(file(ACCEPTED), KEY + "\n");
    Files.setLastModifiedTime(file(ACCEPTED), FileTime.from(Instant.now().minusSeconds(60)));
    for (int i = 0; i < 3; i++) {
      assertThat(desk.acceptedKey(WEB1)).contains(KEY + "\n");
    }
    Files.writeString(file(ACCEPTED), OTHER + "\n");
    assertThat(desk.acceptedKey(WEB1)).contains(OTHER + "\n");
    Files.writeString(file(ACCEPTED), KEY + "\n");
    assertThat(desk.acceptedKey(WEB1)).contains(KEY + "\n");
    Files.delete(file(ACCEPTED));
    assertThat(desk.acceptedKey(WEB1)).isEmpty();
  }

  @Test
  void refusesIdsThatKeyToolsDoNotSee() {
    settings.with(MasterOptions.AUTO_ACCEPT, true);
    assertThat(desk.signIn(new MinionId(".web1"), KEY, Map.of())).isEqualTo(Admission.REJECTED);
  }

  @Test
  void firesNothingWhenItShallNot() {
    settings.with(MasterOptions.AUTH_EVENTS, false);
    signIn(KEY);
    assertThat(heard.all()).isEmpty();
  }

  @Test
  void keepsWhatItFilesAsSaltDoes() throws Exception {
    signIn(KEY);
    assertThat(permissions(file(PENDING))).isEqualTo("rw-r--r--");
    assertThat(permissions(pki.resolve("minions_pre"))).isEqualTo("rwx------");
    assertThat(file(REJECTED)).doesNotExist();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
