// SPDX-License-Identifier: Apache-2.0
package io.saltern.wheels.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.MinionKey;
import io.saltern.api.channel.MasterIdentity;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.JobRun;
import io.saltern.api.master.KeyStore;
import io.saltern.api.master.Presence;
import io.saltern.api.testing.FixedSettings;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wheels called by name. */
class WheelsTest {
  private static KeyPair pair;

  @TempDir Path root;

  private final Map<KeyState, SortedMap<MinionId, String>> filed = new TreeMap<>();
  private FixedSettings settings;
  private FunctionTable table;
  private final List<Boolean> signed = new ArrayList<>();

  private final class Keys implements KeyStore {
    private SortedMap<MinionId, String> of(KeyState state) {
      return filed.computeIfAbsent(state, absent -> new TreeMap<>());
    }

    @Override
    public List<MinionId> ids(KeyState state) {
      return List.copyOf(of(state).keySet());
    }

    @Override
    public Optional<MinionKey> key(MinionId id, KeyState state) {
      return Optional.ofNullable(of(state).get(id)).map(pem -> new MinionKey(id, state, pem));
    }

    @Override
    public boolean move(MinionId id, KeyState from, KeyState to) {
      String pem = of(from).remove(id);
      if (pem != null) {
        of(to).put(id, pem);
      }
      return pem != null;
    }

    @Override
    public boolean delete(MinionId id, KeyState state) {
      return of(state).remove(id) != null;
    }

    @Override
    public boolean accept(MinionId id, String pem, boolean replace) {
      if (!replace && filed.values().stream().anyMatch(keys -> keys.containsKey(id))) {
        return false;
      }
      of(KeyState.ACCEPTED).put(id, pem);
      return true;
    }

    @Override
    public String fingerprint(String pem, String hashType) {
      if (!List.of("sha256", "md5").contains(hashType)) {
        throw new IllegalArgumentException("hash_type " + hashType + " is not known");
      }
      return hashType + " of " + pem;
    }

    @Override
    public String fingerprint(String pem) {
      return fingerprint(pem, "sha256");
    }
  }

  @BeforeAll
  static void makePair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    pair = generator.generateKeyPair();
  }

  @BeforeEach
  void open() throws Exception {
    settings = new FixedSettings(root);
    Keys keys = new Keys();
    keys.of(KeyState.ACCEPTED).put(new MinionId("web1"), "key 1");
    keys.of(KeyState.PENDING).put(new MinionId("web2"), "key 2");
    keys.of(KeyState.PENDING).put(new MinionId("db1"), "key 3");
    keys.of(KeyState.REJECTED).put(new MinionId("bad"), "key 4");
    keys.of(KeyState.DENIED).put(new MinionId("web1"), "key 5");
    KeyCodec codec =
        fake(
            KeyCodec.class,
            Map.of("generate", pair, "writePrivate", "private", "writePublic", "public"));
    MasterIdentity master = fake(MasterIdentity.class, Map.of("publicKey", "own key"));
    Presence presence =
        new Presence() {
          @Override
          public SortedMap<String, String> connected() {
            return new TreeMap<>(Map.of("web1", "192.0.2.1"));
          }

          @Override
          public Set<String> away(Collection<String> ids) {
            return Set.of();
          }
        };
    table =
        FunctionTable.join(
            List.of(
                FunctionTable.of("key", new KeyWheel(keys, master, () -> settings)),
                FunctionTable.of("key", new KeyChangesWheel(keys)),
                FunctionTable.of(
                    "key",
                    new KeyPairsWheel(
                        keys, codec, request -> signed.add(request.autoCreate()), () -> settings)),
                FunctionTable.of("config", new ConfigWheel(() -> settings)),
                FunctionTable.of("minions", new MinionsWheel(presence))));
  }

  private static <T> T fake(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            WheelsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }

  private FunctionResult result(String function, Map<String, Object> keywords, Object... arguments)
      throws InterruptedException {
    JobRun run = new JobRun(new JobId("20261122055634738939"), Caller.local("root", true));
    return table.run(new FunctionCall(function, List.of(arguments), keywords), run);
  }

  private Object run(String function, Object... arguments) throws InterruptedException {
    FunctionResult result = result(function, Map.of(), arguments);
    assertThat(result.failure()).isNull();
    return result.value();
  }

  @Test
  void listsKeysAsSaltDoes() throws Exception {
    Path pki = settings.path(MasterOptions.PKI_DIR);
    Files.createDirectories(pki);
    Files.writeString(pki.resolve("master.pub"), "x");
    Files.writeString(pki.resolve("master.pem"), "x");
    Files.writeString(pki.resolve("other"), "x");
    Map<String, Object> all =
        Map.of(
            "minions", List.of("web1"),
            "minions_pre", List.of("db1", "web2"),
            "minions_rejected", List.of("bad"),
            "minions_denied", List.of("web1"),
            "local", List.of("master.pem", "master.pub"));
    assertThat(run("key.list_all")).isEqualTo(all);
    assertThat(run("key.list", "all")).isEqualTo(all);
    assertThat(run("key.list", "accepted")).isEqualTo(Map.of("minions", List.of("web1")));
    assertThat(run("key.list", "un")).isEqualTo(Map.of("minions_pre", List.of("db1", "web2")));
    assertThat(run("key.list", "rej")).isEqualTo(Map.of("minions_rejected", List.of("bad")));
    assertThat(run("key.list", "den")).isEqualTo(Map.of("minions_denied", List.of("web1")));
    assertThat(run("key.list", "odd")).isEqualTo(Map.of());
    assertThat(run("key.list_match", "bad,db1,w*"))
        .isEqualTo(Map.of("minions_rejected", List.of("bad"), "minions_pre", List.of("db1")));
    assertThat(run("key.glob_match", List.of("w*1", "bad")))
        .isEqualTo(run("key.name_match", "w*1,bad"))
        .isEqualTo(
            Map.of(
                "minions", List.of("web1"),
                "minions_denied", List.of("web1"),
                "minions_rejected", List.of("bad")));
  }

  @Test
  void showsKeysAndFingerprints() throws Exception {
    assertThat(run("key.print", "web*"))
        .isEqualTo(
            Map.of(
                "minions", Map.of("web1", "key 1"),
                "minions_pre", Map.of("web2", "key 2"),
                "minions_denied", Map.of("web1", "key 5")));
    assertThat(run("key.finger", "db1"))
        .isEqualTo(Map.of("minions_pre", Map.of("db1", "sha256 of key 3")));
    assertThat(run("key.finger", "db1", "md5"))
        .isEqualTo(Map.of("minions_pre", Map.of("db1", "md5 of key 3")));
    assertThat(result("key.finger", Map.of(), "db1", "sha").value())
        .isEqualTo("ERROR executing 'key.finger': hash_type sha is not known");
    assertThat(run("key.finger_master"))
        .isEqualTo(Map.of("local", Map.of("master.pub", "sha256 of own key")));
    assertThat(run("key.master_key_str"))
        .isEqualTo(Map.of("local", Map.of("master.pub", "own key")));
  }

  @Test
  void acceptsRejectsAndDeletes() throws Exception {
    assertThat(run("key.accept", "db*")).isEqualTo(Map.of("minions", List.of("db1")));
    assertThat(run("key.accept", "bad")).isEqualTo(Map.of("minions_rejected", List.of("bad")));
    assertThat(result("key.accept", Map.of("include_rejected", true), "bad").value())
        .isEqualTo(Map.of("minions", List.of("bad")));
    assertThat(run("key.reject", "*")).asString().contains("minions_rejected=[web2]");
    assertThat(result("key.reject", Map.of("include_accepted", true), "db1").value())
        .isEqualTo(Map.of("minions_rejected", List.of("db1")));
    assertThat(run("key.accept_dict", Map.of("minions_pre", List.of("db1"))))
        .isEqualTo(Map.of("minions_rejected", List.of("db1")));
    Map<String, Object> rejected = Map.of("minions_rejected", List.of("db1"));
    assertThat(result("key.accept_dict", Map.of("include_rejected", true), rejected).value())
        .isEqualTo(Map.of("minions", List.of("db1")));
    assertThat(run("key.delete_dict", Map.of("minions", List.of("db1", "web1"))))
        .isEqualTo(Map.of("minions_denied", List.of("web1")));
    assertThat(run("key.delete", "web*,bad")).isEqualTo(Map.of());
    assertThat(filed.values()).allMatch(Map::isEmpty);
  }

  @Test
  void makesPairs() throws Exception {
    Map<String, Object> pair = Map.of("priv", "private", "pub", "public");
    assertThat(run("key.gen")).isEqualTo(pair);
    assertThat(run("key.gen_accept", "new")).isEqualTo(pair);
    assertThat(run("key.print", "new")).isEqualTo(Map.of("minions", Map.of("new", "public")));
    assertThat(run("key.gen_accept", "db1")).isEqualTo(Map.of());
    assertThat(run("key.gen_accept", "db1", 2048L, true)).isEqualTo(pair);
    assertThat(result("key.gen_accept", Map.of(), "../../x").success()).isFalse();
  }

  @Test
  void makesPairsInFilesOfTheKeyDirectoryAlone() throws Exception {
    Path pki = Files.createDirectories(settings.path(MasterOptions.PKI_DIR));
    Files.createDirectory(pki.resolve("made"));
    Files.createDirectory(root.resolve("outside"));
    Files.createSymbolicLink(pki.resolve("link"), root.resolve("outside"));
    assertThat(run("key.gen_keys")).isEqualTo("sha256 of public");
    assertThat(Files.readString(pki.resolve("minion.pem"))).isEqualTo("private");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(pki.resolve("minion.pem"))))
        .isEqualTo("r--------");
    assertThat(run("key.gen_keys", "made", "web9")).isEqualTo("sha256 of public");
    assertThat(pki.resolve("made/web9.pub")).hasContent("public");

    Files.writeString(pki.resolve("made/web9.pub"), "other");
    assertThat(run("key.gen_keys", "made", "web9")).isEqualTo("sha256 of other");
    for (String keydir : List.of(root.toString(), "../..", "link", "missing", "a\0b")) {
      assertThat(result("key.gen_keys", Map.of(), keydir, "x").success()).as(keydir).isFalse();
    }
    assertThat(result("key.gen_keys", Map.of(), "made", "../x").success()).isFalse();
    assertThat(root.resolve("outside")).isEmptyDirectory();
  }

  @Test
  void signsTheMastersKey() throws Exception {
    assertThat(run("key.gen_signature")).isEqualTo(true);
    assertThat(run("key.gen_signature", true)).isEqualTo(true);
    assertThat(signed).containsExactly(false, true);
  }

  @Test
  void showsSettingsWithoutSecrets() throws Exception {
    settings.with(MasterOptions.SHAREDSECRET, "hidden");
    settings.with(
        MasterOptions.EXTERNAL_AUTH,
        Map.of("ldap", Map.of("^bindpw", "hidden", "fred", List.of("test.*"))));
    Map<?, ?> values = (Map<?, ?>) run("config.values");
    assertThat(values.toString()).doesNotContain("hidden").contains("fred=[test.*]");
    assertThat(values.get("sharedsecret")).isEqualTo("XXXXXXXX");
    assertThat(values.get("pki_dir")).isEqualTo(settings.path(MasterOptions.PKI_DIR).toString());
    assertThat(run("minions.connected")).isEqualTo(List.of("web1"));
  }
}
