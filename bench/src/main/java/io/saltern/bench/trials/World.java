// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.trials;

import io.saltern.bench.fleet.Fleet;
import io.saltern.bench.fleet.MasterNode;
import io.saltern.bench.fleet.Site;
import io.saltern.testing.Network;
import java.io.Closeable;
import java.io.IOException;

/** Where the masters and the minion run, and how a master is lost there. */
record World(Fleet.Sites sites, Blow blow, Closeable end) implements Closeable {
  private static final String MINION = "minion";

  /** The ways to lose a master, as they are named on the command line. */
  enum Way {
    kill,
    freeze,
    drop
  }

  static World of(Way way) throws IOException {
    return switch (way) {
      case kill -> new World(Fleet.Sites.loopback(), Blow.kill(), () -> {});
      case freeze -> new World(Fleet.Sites.loopback(), Blow.freeze(), () -> {});
      case drop -> cables();
    };
  }

  private static World cables() throws IOException {
    Network network = new Network("a", "b", MINION);
    Fleet.Sites sites =
        new Fleet.Sites(site(network, "a"), site(network, "b"), site(network, MINION));
    return new World(sites, pull(network), network);
  }

  private static Site site(Network network, String host) {
    return new Site(network.address(host), network.enter(host));
  }

  private static Blow pull(Network network) {
    return new Blow() {
      @Override
      public void strike(MasterNode master) throws IOException {
        network.cut(host(master));
      }

      @Override
      public void mend(MasterNode master) throws IOException {
        network.mend(host(master));
      }

      private String host(MasterNode master) {
        return master.folder().getFileName().toString();
      }
    };
  }

  @Override
  public void close() throws IOException {
    end.close();
  }
}
