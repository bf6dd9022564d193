// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The two distributions, unpacked once for all tests of a run, and room for their instances. All
 * users of the machine reach them, wherever the checkout is.
 */
public final class Installation {
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  private Installation() {}

  /** The folder with the master's {@code bin}. */
  public static Path master() {
    return Unpacked.MASTER;
  }

  /** The folder with the minion's {@code bin}. */
  public static Path minion() {
    return Unpacked.MINION;
  }

  /** A new empty folder with a short path: socket names must fit in it. */
  static Path newFolder(String name) throws IOException {
    Path folder = Files.createTempDirectory("st-" + name + "-");
    // as /etc/salt: whoever uses the programs reads the configuration
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  /** A loopback address that no other instance of this run, or of one beside it, uses. */
  static String newAddress() {
    long pid = ProcessHandle.current().pid();
    return "127."
        + (1 + pid / 250 % 250)
        + "."
        + (1 + pid % 250)
        + "."
        + (1 + INSTANCES.getAndIncrement());
  }

  private static Path unpack(String name) {
    String archive = System.getProperty("saltern." + name + ".archive");
    try {
      Path target = newFolder(name);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> run("rm", "-rf", target.toString())));
      if (!run("tar", "xzf", archive, "-C", target.toString(), "--strip-components=1")) {
        throw new IllegalStateException("could not unpack " + archive + "; build it first");
      }
      return target;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static final class Unpacked {
    static final Path MASTER = unpack("master");
    static final Path MINION = unpack("minion");
  }
}
