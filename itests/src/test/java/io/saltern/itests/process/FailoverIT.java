// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The tutorial on failover with signed keys: what it does, and the lines that it shows. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String PKI = "etc/salt/pki/";
  private static final String SIGNING = "master_sign_pubkey: True\nauto_accept: True\n";

  private static Master first;
  private static Master second;
  private static Minion minion;

  /** How many lines of the minion's log were looked at. */
  private static int read;

  @BeforeAll
  static void start() throws Exception {
    first = new Master("first", SIGNING);
    second = new Master("second", SIGNING);
    minion =
        new Minion(
            "web1",
            List.of(first, second),
            """
            master_type: failover
            retry_dns: 0
            master_alive_interval: 3
            master_failback: True
            master_failback_interval: 1
            master_dwell: 1
            verify_master_pubkey_sign: True
            """);
    first.startAndAwait();
    Path pair = first.folder().resolve(PKI + "master");
    Path other = Files.createDirectories(second.folder().resolve(PKI + "master"));
    Path trusted = Files.createDirectories(minion.folder().resolve(PKI + "minion"));
    Files.copy(pair.resolve("master_sign.pem"), other.resolve("master_sign.pem"), COPY_ATTRIBUTES);
    Files.copy(pair.resolve("master_sign.pub"), other.resolve("master_sign.pub"));
    Files.copy(pair.resolve("master_sign.pub"), trusted.resolve("master_sign.pub"));
    second.startAndAwait();
    minion.start();
  }

  @AfterAll
  static void stop() {
    Stream.of(minion, first, second).forEach(Instance::close);
  }

  @Test
  @Order(1)
  void theFirstMasterIsVerifiedAndServed() throws Exception {
    assertThat(upTo("Minion is ready to receive requests!"))
        .containsSubsequence(verified(first))
        .containsSubsequence("[INFO    ] Minion is ready to receive requests!");
    pings(first);
  }

  @Test
  @Order(2)
  void aCheckTellsOfEachMasterWhatWouldHappen() throws Exception {
    Output check = minion.check();
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .startsWith("Minion web1, master_type failover, 2 masters\n")
        .contains("  trust      ok   it is the key on file: trusted\n")
        .contains(
            "  trust      ok   it is not on file and has a valid signature: trusted, and kept\n")
        .endsWith("and the next when that fails.\n");
    assertThat(check.exit()).isZero();
  }

  @Test
  @Order(3)
  void everybodyCanSeeWhichMasterIsServed() throws Exception {
    assertThat(minion.call("status.master").out())
        .contains("master:\n              " + first.address() + ":4506\n");
    assertThat(minion.call("status.master", first.address()).out()).isEqualTo("local:\n    True\n");
    assertThat(minion.call("status.master", second.address()).out())
        .isEqualTo("local:\n    False\n");
    assertThat(first.run("salt-run", "manage.master_status").out())
        .contains("draining:\n    False\n", first.address() + ":4506");
  }

  @Test
  @Order(4)
  void aDrainingMasterIsLeftUntilItDrainsNoMore() throws Exception {
    Output drill = first.run("salt-run", "manage.failover_drill");
    assertThat(drill.out())
        .contains("all_gone:\n    True\n")
        .contains("web1:\n        ----------\n        seconds:\n")
        .contains("to:\n            " + second.address() + ":4506\n");
    assertThat(upTo("The minion serves master"))
        .containsSubsequence(
            "[INFO    ] Master " + first.address() + " drains: trying the others",
            changed(first, second));
    pings(second);
    assertThat(first.run("salt-run", "manage.failover_drill", "end=True").out())
        .isEqualTo("draining:\n    False\n");
    upTo("The minion serves master");
    pings(first);
  }

  @Test
  @Order(5)
  void aKilledMasterIsLeftForTheNext() throws Exception {
    first.kill();
    List<String> lines = upTo("The minion serves master");
    assertThat(lines).containsSubsequence(lost(first, second));
    assertThat(lines).containsSubsequence(verified(second));
    assertThat(lines.get(lines.size() - 1)).containsPattern("s: (connection closed|no answer)$");
    pings(second);
  }

  @Test
  @Order(6)
  void theFirstMasterIsServedAgainWhenItIsThere() throws Exception {
    first.startAndAwait();
    List<String> lines = upTo("The minion serves master");
    assertThat(lines).containsSubsequence(verified(first));
    assertThat(lines)
        .containsSubsequence(
            "[INFO    ] Master " + first.address() + " is there again",
            changed(second, first),
            "[INFO    ] The minion serves master "
                + first.address()
                + ":4506 instead of "
                + second.address()
                + ":4506 after 0.0 s: failback");
    pings(first);
  }

  @Test
  @Order(7)
  void aFrozenMasterIsLeftToo() throws Exception {
    first.signal("STOP");
    try {
      List<String> lines = upTo("The minion serves master");
      assertThat(lines).containsSubsequence(lost(first, second));
      assertThat(lines.get(lines.size() - 1)).containsPattern("s: no (heartbeat|answer)$");
      pings(second);
      Output check = minion.check();
      assertThat(check.exit()).isEqualTo(1);
      assertThat(check.out()).contains("  sign-in    FAIL master " + first.address());
    } finally {
      first.signal("CONT");
    }
  }

  private static String[] verified(Master master) {
    String key = minion.folder().resolve(PKI + "minion/minion.pem").toString();
    return new String[] {
      "[DEBUG   ] Attempting to authenticate with the Salt Master at " + master.address(),
      "[DEBUG   ] Loaded minion key: " + key,
      "[DEBUG   ] salt.crypt.verify_signature: Loading public key",
      "[DEBUG   ] salt.crypt.verify_signature: Verifying signature",
      "[DEBUG   ] Successfully verified signature of master public key with verification public key"
          + " master_sign.pub",
      "[INFO    ] Received signed and verified master pubkey from master " + master.address(),
      "[DEBUG   ] Decrypting the current master AES key",
      "[DEBUG   ] Loaded minion key: " + key,
      "[INFO    ] Authentication with master successful!"
    };
  }

  private static String[] lost(Master from, Master to) {
    return new String[] {
      "[INFO    ] Connection to master " + from.address() + " lost",
      "[INFO    ] Trying to tune in to next master from master-list",
      "[INFO    ] Removing possibly failed master " + from.address() + " from list of masters",
      changed(from, to),
      "[DEBUG   ] Attempting to authenticate with the Salt Master at " + to.address()
    };
  }

  private static String changed(Master from, Master to) {
    return "[WARNING ] Master ip address changed from " + from.address() + " to " + to.address();
  }

  private static void pings(Master master) throws Exception {
    assertThat(master.run("salt", "*", "test.ping").out()).isEqualTo("web1:\n    True\n");
  }

  /** What was logged since the last call, up to the first line with this text. */
  private static List<String> upTo(String text) throws Exception {
    int from = read;
    Await.until(
        text + " in " + minion.log(), SOON, () -> unread(from).anyMatch(l -> l.contains(text)));
    List<String> lines = unread(from).toList();
    int end = 0;
    while (!lines.get(end).contains(text)) {
      end++;
    }
    read = from + end + 1;
    return lines.subList(0, end + 1);
  }

  /** The lines with their levels as on the terminal: without time, place and process. */
  private static Stream<String> unread(int from) throws IOException {
    return minion
        .logText()
        .lines()
        .skip(from)
        .map(line -> line.replaceFirst("^.*?\\]\\[([A-Z]+ *)\\]\\[\\d+\\] ", "[$1] "));
  }
}
