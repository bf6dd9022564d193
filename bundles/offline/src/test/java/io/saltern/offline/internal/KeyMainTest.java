// SPDX-License-Identifier: Apache-2.0
package io.saltern.offline.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Process process = new ProcessBuilder(command).start();
    process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
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

  private static String publicKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
  }
}
