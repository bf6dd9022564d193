// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.MinionId;
import io.saltern.api.channel.ClientChannel;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.channel.SignIn;
import io.saltern.api.testing.FixedSettings;
import io.saltern.transport.zeromq.internal.ZmqTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A master's and a minion's end of a channel, over real sockets. */
abstract class BothEnds {
  static final Duration SOON = Duration.ofSeconds(60);
  static final Duration LATER = Duration.ofSeconds(60);
  static final MinionId WEB1 = new MinionId("web1");

  @TempDir Path folder;
  ZmqTransport transport = new ZmqTransport();
  Tools tools;
  TestMaster master;
  ServerChannel server;
  ClientChannel client;
  FixedSettings minionSettings;

  @BeforeEach
  void prepare() {
    tools = TestMaster.tools(transport);
    master = new TestMaster(folder.resolve("master"), tools, Keys.MASTER);
    minionSettings = new FixedSettings(folder.resolve("minion"));
  }

  @AfterEach
  void stop() {
    if (client != null) {
      client.close();
    }
    master.close();
  }

  void start() throws IOException {
    server = master.open();
    client = client("web1");
  }

  ClientChannel client(String id) {
    return new MinionEnd(
        ClientContext.of(tools, minionSettings, Keys.minion(id), server.requests()),
        Clock.systemUTC(),
        c -> {});
  }

  SignIn signIn() throws Exception {
    return client.signIn().get(60, TimeUnit.SECONDS);
  }

  Object ask(String command, Map<String, Object> more) throws Exception {
    Map<String, Object> load = new LinkedHashMap<>(more);
    load.put("cmd", command);
    return client.request(load, SOON).get(60, TimeUnit.SECONDS);
  }

  Path trusted() {
    return folder.resolve("minion/etc/salt/pki/minion/minion_master.pub");
  }
}
