// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Updates, stops, starts, uninstalls and installs bundles, and remembers what must go with them.
 */
final class Swapper {
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final BundleContext context;
  private final List<Replaced> replaced = new CopyOnWriteArrayList<>();

  /** What must go, and of which bundle it was. */
  private record Replaced(String bundle, WeakReference<ClassLoader> loader) {}

  Swapper(BundleContext context) {
    this.context = context;
  }

  /** One of ours, by what follows {@code io.saltern.}; all that one can do to a bundle by hand. */
  void swap(String module) throws IOException, BundleException {
    Bundle bundle = find("io.saltern." + module).orElseThrow();
    remember(bundle);
    try (InputStream content = Files.newInputStream(jar(module))) {
      bundle.update(content);
    }
    bundle.stop();
    bundle.start();
    remember(bundle);
    bundle.uninstall();
    install(module);
  }

  /** One of ours that is not there. */
  void install(String module) throws IOException, BundleException {
    try (InputStream content = Files.newInputStream(jar(module))) {
      context.installBundle("swapped:" + module, content).start();
    }
  }

  private static Path jar(String module) {
    return Path.of(System.getProperty("saltern.bundles"), module, "target")
        .resolve(module + "-" + System.getProperty("saltern.version") + ".jar");
  }

  /** Has the bundle come and go whose services are not missed: it only adds to what is allowed. */
  void comeAndGo(InputStream content, Runnable whileThere, Runnable whileGone)
      throws BundleException {
    Bundle bundle = context.installBundle("swapped:every-minion", content);
    bundle.start();
    whileThere.run();
    remember(bundle);
    bundle.uninstall();
    whileGone.run();
  }

  /** Puts a bundle into the folder {@code deploy}, and waits until it runs. */
  void deploy(Path jar, String name) throws IOException {
    Optional<Bundle> before = find(name);
    before.ifPresent(this::remember);
    long changed = before.map(Bundle::getLastModified).orElse(0L);
    Path target = deployed(jar);
    Path temporary = Files.createTempFile("st-", ".jar");
    Files.copy(jar, temporary, StandardCopyOption.REPLACE_EXISTING);
    long time = Files.exists(target) ? Files.getLastModifiedTime(target).toMillis() + 2000 : 0;
    Files.setLastModifiedTime(
        temporary, FileTime.fromMillis(Math.max(time, System.currentTimeMillis())));
    Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    Await.until(
        name + " runs anew",
        DEADLINE,
        () ->
            find(name)
                .filter(bundle -> bundle.getLastModified() > changed)
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .isPresent());
  }

  /** Takes it away again, and waits until it is uninstalled. */
  void undeploy(Path jar, String name) throws IOException {
    remember(find(name).orElseThrow());
    Files.delete(deployed(jar));
    Await.until(name + " is gone", DEADLINE, () -> find(name).isEmpty());
  }

  private static Path deployed(Path jar) {
    return Path.of(System.getProperty("karaf.base"), "deploy").resolve(jar.getFileName());
  }

  Optional<Bundle> find(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst();
  }

  private void remember(Bundle bundle) {
    ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
    replaced.add(new Replaced(bundle.getSymbolicName(), new WeakReference<>(loader)));
  }

  /** Waits until nothing of what was replaced is in memory any more, and tells what is still. */
  List<String> left() {
    assertThat(replaced).isNotEmpty();
    long end = System.nanoTime() + DEADLINE.toNanos();
    List<String> left = inMemory();
    while (!left.isEmpty() && System.nanoTime() < end) {
      System.gc();
      left = inMemory();
    }
    return left;
  }

  private List<String> inMemory() {
    return replaced.stream()
        .filter(gone -> !gone.loader().refersTo(null))
        .map(Replaced::bundle)
        .toList();
  }
}
