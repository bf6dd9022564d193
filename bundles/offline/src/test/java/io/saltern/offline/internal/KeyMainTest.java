// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, on real files. */
class KeyMainTest {
  @TempDir Path root;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void configure() throws Exception {
    Files.writeString(root.resolve("master"), "root_dir: " + root + "\npki_dir: pki\n");
  }

  private Ended run(String input, String... typed) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), KeyMain.class.getName()));
    command.addAll(List.of("-c", root.toString()));
    command.addAll(List.of(typed));
    ProcessBuilder builder = new ProcessBuilder(command);
    // said on standard error
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  @Test
  void acceptsAKeyWhileNoMasterRuns() throws Exception {
    assertThat(run("").out())
        .isEqualTo("Accepted Keys:\nDenied Keys:\nUnaccepted Keys:\nRejected Keys:\n");
    Files.writeString(root.resolve("pki/minions_pre/web1"), publicKey());
    Ended accepted = run("y\n", "-a", "web*");
    assertThat(accepted.out())
        .isEqualTo(
            "The following keys are going to be accepted:\nUnaccepted Keys:\nweb1\n"
                + "Proceed? [n/Y] Key for minion web1 accepted.\n");
    assertThat(accepted.code()).isZero();
    assertThat(root.resolve("pki/minions/web1")).exists();
    assertThat(root.resolve("pki/minions_pre/web1")).doesNotExist();
  }

  @Test
  void namesWhatIsWrongInTheConfiguration() throws Exception {
    Files.writeString(root.resolve("master"), "publish_port: x\n");
    Ended ended = run("", "-L");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).startsWith("[ERROR   ] " + root.resolve("master") + ":1: publish_port");
  }

  @Test
  void makesAPairOfItsCallersWithoutAMasterOrAConfiguration() throws Exception {
    Files.writeString(root.resolve("master"), "publish_port: x\n");
    String folder = "--gen-keys-dir=" + root.resolve("new/keys");
    Ended made = run("", "--gen-keys", "web1", folder, "--keysize=2048");
    assertThat(made).isEqualTo(new Ended(0, made.out(), ""));
    assertThat(made.out()).matches("return:\n    [0-9a-f]{2}(:[0-9a-f]{2}){31}\n");
    Path pem = root.resolve("new/keys/web1.pem");
    Path pub = root.resolve("new/keys/web1.pub");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pem)))
        .isEqualTo("r--------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pub)))
        .isEqualTo("rw-r--r--");
    PemKeyCodec codec = new PemKeyCodec();
    String text = Files.readString(pem);
    assertThat(codec.readPublic(Files.readString(pub)).getModulus())
        .isEqualTo(codec.readPrivate(text, null).getModulus());

    assertThat(run("", "--gen-keys=web1", folder).out()).isEqualTo(made.out());
    assertThat(pem).hasContent(text);
  }

  @Test
  void makesNoPairOfAWrongSizeOrOutsideItsFolder() throws Exception {
    for (String size : List.of("1024", "20000", "2049", "many")) {
      Ended refused = run("", "--gen-keys=web1", "--keysize", size);
      assertThat(refused.code()).isEqualTo(64);
      assertThat(refused.err()).startsWith("Usage: salt-key [options]").contains("keysize");
    }
    Ended outside = run("", "--gen-keys=../web1", "--gen-keys-dir=" + root.resolve("new"));
    assertThat(outside.code()).isEqualTo(64);
    assertThat(outside.err()).contains("option --gen-keys: not the name of a file");
    assertThat(root.resolve("web1.pem")).doesNotExist();
  }

  private static String publicKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
  }
}
