// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A Felix framework with the bundles of a folder; they stay where they are. */
final class PlainFelix implements AutoCloseable {
  private static final long STOP_MILLIS = 10_000;

  /** What {@code salt-call --local} can do without. */
  private static final List<String> FOR_MASTERS =
      List.of("channel", "transport-", "crypto-", "bouncycastle", "jeromq", "jnacl");

  private static final String WATCHES_FOLDER = "org.apache.felix.fileinstall";

  private final Path home;
  private final Path storage;
  private final Framework framework;

  PlainFelix(Path home, Path storage) {
    this.home = home;
    this.storage = storage;
    Map<String, String> config = new HashMap<>();
    config.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    config.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    config.put("felix.log.level", "1");
    config.put("felix.fileinstall.dir", home.resolve("deploy").toString());
    config.put("felix.fileinstall.tmpdir", storage.resolve("deploy").toString());
    config.put("felix.fileinstall.poll", "1000");
    config.put("felix.fileinstall.noInitialDelay", "true");
    config.put("felix.fileinstall.log.level", "1");
    config.put("felix.fileinstall.log.default", "stdout");
    framework = new FrameworkFactory().newFramework(config);
  }

  /** Starts the bundles and returns when the framework has stopped. */
  void run(boolean call) throws IOException, BundleException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "framework-stop"));
    framework.init();
    boolean local = Boolean.getBoolean("saltern.local");
    List<Bundle> bundles = new ArrayList<>();
    for (Path jar : jars()) {
      String name = jar.getFileName().toString();
      boolean unused =
          (call && name.startsWith(WATCHES_FOLDER))
              || (local && FOR_MASTERS.stream().anyMatch(name::startsWith));
      if (!unused) {
        bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
      }
    }
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
    }
    framework.start();
    framework.waitForStop(0);
  }

  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(home.resolve("lib").resolve("bundles"), "*.jar")) {
      files.forEach(jars::add);
    }
    Collections.sort(jars);
    return jars;
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLIS);
      deleteStorage();
    } catch (BundleException | IOException e) {
      System.err.println("[WARNING ] The framework did not stop in order: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteStorage() throws IOException {
    if (!Files.exists(storage)) {
      return;
    }
    try (Stream<Path> files = Files.walk(storage)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
