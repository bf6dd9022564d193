// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadFilesTest {
  @TempDir Path dir;

  static Stream<Arguments> masters() {
    return Stream.of(
        bad(
            "publish_port: x",
            "DIR/master:1: publish_port: expected a whole number, found text 'x'"),
        bad(
            "\n\npublish_port:\n  4505.5",
            "DIR/master:4: publish_port: expected a whole number, found number 4505.5"),
        bad(
            "publish_port: true",
            "DIR/master:1: publish_port: expected a whole number, found true"),
        bad("publish_port:", "DIR/master:1: publish_port: expected a whole number, found nothing"),
        bad("ret_port: [1]", "DIR/master:1: ret_port: expected a whole number, found a list"),
        bad(
            "ret_port: 70000",
            "DIR/master:1: ret_port: expected from 0 to 65535, found number 70000"),
        bad(
            "ret_port: 99999999999999999999",
            "DIR/master:1: ret_port: expected a smaller number, found number 99999999999999999999"),
        bad(
            "worker_threads: 0",
            "DIR/master:1: worker_threads: expected from 1 to 10000, found number 0"),
        bad("timeout: -1", "DIR/master:1: timeout: expected at least 0, found number -1"),
        bad(
            "auto_accept: 'yes'",
            "DIR/master:1: auto_accept: expected true or false, found text 'yes'"),
        bad("auto_accept: 1", "DIR/master:1: auto_accept: expected true or false, found number 1"),
        bad(
            "loop_interval: soon",
            "DIR/master:1: loop_interval: expected a number, found text 'soon'"),
        bad(
            "loop_interval: .inf",
            "DIR/master:1: loop_interval: expected a number, found number inf"),
        bad("interface: {a: b}", "DIR/master:1: interface: expected a text, found a map"),
        bad("pki_dir: [a]", "DIR/master:1: pki_dir: expected a text, found a list"),
        bad("pki_dir: \"a\\0b\"", "DIR/master:1: pki_dir: expected a path, found text 'a\\x00b'"),
        bad(
            "log_level: loud",
            "DIR/master:1: log_level: expected one of quiet, critical, error, warning, info,"
                + " profile, debug, trace, garbage, all, found text 'loud'"),
        bad(
            "publish_signing_algorithm: pkcs1v15-sha1",
            "DIR/master:1: publish_signing_algorithm: expected one of PKCS1v15-SHA1,"
                + " PKCS1v15-SHA224, found text 'pkcs1v15-sha1'"),
        bad("key_pass: [hunter2]", "DIR/master:1: key_pass: expected a text, found a list"),
        bad("id: a/b", "DIR/master:1: id: invalid minion id: it holds a slash"),
        bad(
            "log_file: udp://loghost:514",
            "DIR/master:1: log_file: expected a file; logging to a socket is not supported by this"
                + " release"),
        bad(
            "interface: 127.0.0.1\nret_port: 1\ninterface: 0.0.0.0",
            "DIR/master:3: interface: set twice, first in line 1"),
        bad(
            "peer:\n  min1:\n    - a\n  min1: []",
            "DIR/master:4: peer:min1: set twice, first in line 2"),
        bad("- a\n- b", "DIR/master:1: expected options as 'name: value', found a list"),
        bad("hello", "DIR/master:1: expected options as 'name: value', found text 'hello'"),
        bad(
            "interface: a\n  ret_port: 1",
            "DIR/master:2: interface: bad YAML: mapping values are not allowed here"),
        bad(
            "interface: a\n\tret_port: 1",
            "DIR/master:2: interface: bad YAML: while scanning for the next token, found character"
                + " '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
        bad(
            "peer: [a\nret_port: 1",
            "DIR/master:2: peer: bad YAML: while parsing a flow sequence, expected ',' or ']', but"
                + " got :"),
        bad(
            "interface: 'a\nret_port: 1",
            "DIR/master:2: interface: bad YAML: while scanning a quoted scalar, found unexpected"
                + " end of stream"),
        bad(
            "a: 1\ninterface: *none",
            "DIR/master:2: interface: bad YAML: found undefined alias none"),
        bad(
            "interface: !!python/object/apply:os.system [id]",
            "DIR/master:1: interface: bad YAML: Global tag is not allowed:"
                + " tag:yaml.org,2002:python/object/apply:os.system"),
        bad(
            "a: 1\n---\nb: 2",
            "DIR/master:2: a: bad YAML: expected a single document in the stream, but found another"
                + " document"),
        bad("? [a]\n: b", "DIR/master:1: a list or map cannot be a key"),
        bad("peer: {? {a: b} : c}", "DIR/master:1: peer: a list or map cannot be a key"),
        bad(
            "interface: \u0007",
            "DIR/master:1: interface: bad YAML: the character U+0007 is not allowed"),
        bad(
            "include: ./*/\u0000",
            "DIR/master:1: include: bad YAML: the character U+0000 is not" + " allowed"),
        bad(
            "include: {a: b}",
            "DIR/master:1: include: expected a text or a list of texts, found a map"),
        bad("reactor: &a [*a]", "DIR/master:1: reactor" + ":0".repeat(100) + ": nested too deep"));
  }

  private static Arguments bad(String content, String message) {
    return Arguments.of(content, message);
  }

  @ParameterizedTest
  @MethodSource("masters")
  void isNamedWithFileLineAndOption(String content, String message) throws IOException {
    assertThat(new Folder(dir).file("master", content).problems(Role.MASTER))
        .containsExactly(message);
  }

  @Test
  void allOfAllFilesAreNamedTogether() throws IOException {
    Folder folder =
        new Folder(dir)
            .file("master", "publish_port: x\nret_port: 4506\nauto_accept: 5\n")
            .file("master.d/a.conf", "timeout: [\n")
            .file("master.d/b.conf", "open_mode: maybe\n");
    assertThat(folder.problems(Role.MASTER))
        .containsExactlyInAnyOrder(
            "DIR/master.d/a.conf:2: timeout: bad YAML: while parsing a flow node, expected the node"
                + " content, but found '<stream end>'",
            "DIR/master:1: publish_port: expected a whole number, found text 'x'",
            "DIR/master:3: auto_accept: expected true or false, found number 5",
            "DIR/master.d/b.conf:1: open_mode: expected true or false, found text 'maybe'");
  }

  @Test
  void aPassphraseIsNotShown() throws IOException {
    Folder folder = new Folder(dir).file("master", "key_pass: hunter2\nret_port: x");
    assertThat(folder.problems(Role.MASTER).toString()).doesNotContain("hunter2");
  }

  @Test
  void bytesThatAreNoTextAreNamedByLine() throws IOException {
    byte[] bytes = "a: b\nc: \377".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new Folder(dir).file("master", bytes).problems(Role.MASTER))
        .containsExactly("DIR/master:2: not UTF-8");
  }

  @Test
  void aHugeFileIsNotRead() throws IOException {
    byte[] bytes = new byte[(4 << 20) + 1];
    assertThat(new Folder(dir).file("minion", bytes).problems(Role.MINION))
        .containsExactly("DIR/minion:1: longer than 4194304 bytes");
  }

  @Test
  void anAliasBombIsRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(new Folder(dir).file("master", bomb.toString()).problems(Role.MASTER))
        .singleElement()
        .asString()
        .contains("aliases");
  }

  @Test
  void aFewAliasesCannotMakeMuchEither() throws IOException {
    String wide = "a0: &a0 [" + "x, ".repeat(99) + "x]\n";
    StringBuilder bomb = new StringBuilder(wide);
    for (int i = 1; i <= 4; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(12)));
    }
    assertThat(new Folder(dir).file("master", bomb.toString()).problems(Role.MASTER))
        .singleElement()
        .asString()
        .contains("too many values");
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() throws IOException {
    Folder folder = new Folder(dir).file("master", "include: a\n").file("a", "include: a\n");
    assertThat(folder.problems(Role.MASTER))
        .containsExactly("DIR/a:1: include: files include each other too deep");
  }

  @Test
  void aMinionNeedsAMaster() throws IOException {
    assertThat(new Folder(dir).file("minion", "master: []").problems(Role.MINION))
        .containsExactly("DIR/minion:1: master: expected at least one master");
    assertThat(new Folder(dir).file("minion", "master:").problems(Role.MINION))
        .containsExactly("DIR/minion:1: master: expected a text or a list of texts, found nothing");
    assertThat(new Folder(dir).file("minion", "master: [a, {b: c}]").problems(Role.MINION))
        .containsExactly("DIR/minion:1: master: expected a text, found a map");
  }
}
