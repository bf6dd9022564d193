// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** A Felix framework with the bundles of the distribution; they stay where they are. */
final class PlainFelix implements AutoCloseable {
  private static final long STOP_MILLIS = 10_000;

  /** What {@code salt-call --local} can do without. */
  private static final List<String> FOR_MASTERS =
      List.of("channel", "transport-", "crypto-", "bouncycastle");

  private static final String WATCHES_FOLDER = "org.apache.felix.fileinstall";

  /** A program, and the bundle that only it needs. */
  private static final String REHEARSAL = "rehearsal";

  private final boolean call;
  private final List<Path> jars;
  private final KeptStorage kept;
  private final Framework framework;
  private boolean closed;

  /**
   * @param storage where the framework notes what is installed and which components it has; kept
   *     for the next start unless it is for a {@code call}
   */
  PlainFelix(Path home, Path storage, boolean call) throws IOException {
    this.call = call;
    ShippedBundles shipped = new ShippedBundles(home.resolve("lib").resolve("bundles"));
    this.jars = shipped.jars().stream().filter(jar -> isUsed(jar, call)).toList();
    this.kept = new KeptStorage(storage, storage.resolve("shipped"), jars);
    kept.prepare();
    Map<String, String> config = new HashMap<>();
    config.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    config.put("felix.log.level", "1");
    config.put("ds.cache.metadata", "true");
    config.put("felix.fileinstall.dir", home.resolve("deploy").toString());
    config.put("felix.fileinstall.tmpdir", storage.resolve("deploy").toString());
    config.put("felix.fileinstall.poll", "1000");
    config.put("felix.fileinstall.noInitialDelay", "true");
    config.put("felix.fileinstall.log.level", "1");
    config.put("felix.fileinstall.log.default", "stdout");
    framework = new FrameworkFactory().newFramework(config, shipped);
  }

  private static boolean isUsed(Path jar, boolean call) {
    String name = jar.getFileName().toString();
    return !(call && name.startsWith(WATCHES_FOLDER))
        && (System.getProperty("saltern.program", "").equals(REHEARSAL)
            || !name.startsWith(REHEARSAL))
        && !(Boolean.getBoolean("saltern.local")
            && FOR_MASTERS.stream().anyMatch(name::startsWith));
  }

  /** Starts the bundles and returns when the framework has stopped. */
  void run() throws IOException, BundleException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "framework-stop"));
    framework.init();
    install();
    framework.start();
    framework.waitForStop(0);
  }

  private void install() throws IOException, BundleException {
    BundleContext context = framework.getBundleContext();
    List<Bundle> added = new ArrayList<>();
    for (Path jar : jars) {
      String location = ShippedBundles.location(jar);
      if (context.getBundle(location) == null) {
        added.add(context.installBundle(location));
      }
    }
    for (Bundle bundle : added) {
      if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
        bundle.start();
      }
    }
    kept.note();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      framework.stop();
      framework.waitForStop(STOP_MILLIS);
      if (call) {
        kept.delete();
      }
    } catch (BundleException | IOException e) {
      System.err.println("[WARNING ] The framework did not stop in order: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
