// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.MinionId;
import io.saltern.wire.Nonce;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownMinionsTest {
  private static final MinionId ID = new MinionId("web1");

  @TempDir Path folder;
  private final MemoryTransport transport = new MemoryTransport();
  private final RSAPublicKey key = (RSAPublicKey) Keys.MINION.getPublic();
  private final String pem = TestMaster.pem(Keys.MINION);
  private TestMaster master;
  private KnownMinions minions;

  @BeforeEach
  void start() {
    master = new TestMaster(folder, TestMaster.tools(transport), Keys.MASTER);
    minions = new KnownMinions(TestMaster.tools(transport), master);
  }

  @Test
  void readsNoTextAnewThatWasAccepted() {
    assertThat(minions.key(ID, pem)).isEmpty();
    minions.accepted(ID, pem, key);
    assertThat(minions.key(ID, pem)).containsSame(key);
  }

  @Test
  void knowsAKeyByItsWholeTextAndItsMinion() {
    minions.accepted(ID, pem, key);
    assertThat(minions.key(ID, TestMaster.pem(Keys.MASTER))).isEmpty();
    assertThat(minions.key(ID, pem.substring(0, pem.length() - 1))).isEmpty();
    assertThat(minions.key(new MinionId("web2"), pem)).isEmpty();
  }

  @Test
  void takesTheNewKeyOfAMinion() {
    KeyPair other = Keys.MASTER;
    minions.accepted(ID, pem, key);
    minions.accepted(ID, TestMaster.pem(other), (RSAPublicKey) other.getPublic());
    assertThat(minions.key(ID, pem)).isEmpty();
    assertThat(minions.key(ID, TestMaster.pem(other)))
        .containsSame((RSAPublicKey) other.getPublic());
  }

  @Test
  void findsNobodyWhoseKeyIsNotAcceptedNow() {
    minions.accepted(ID, pem, key);
    assertThat(minions.find(ID)).isEmpty();
    assertThat(minions.key(ID, pem)).isEmpty();
  }

  @Test
  void remembersNoncesWhenTheFileHoldsOtherWhiteSpace() {
    Nonce nonce = Nonce.random();
    minions.accepted(ID, pem, key);
    master.accepted.put(ID, pem);
    assertThat(minions.find(ID).orElseThrow().window().admit(nonce)).isTrue();

    master.accepted.put(ID, pem + "\n");
    assertThat(minions.find(ID).orElseThrow().window().admit(nonce)).isFalse();
    minions.accepted(ID, pem, key);
    assertThat(minions.find(ID).orElseThrow().window().admit(nonce)).isFalse();
  }
}
