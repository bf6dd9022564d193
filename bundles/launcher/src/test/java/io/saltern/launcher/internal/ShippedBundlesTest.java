// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class ShippedBundlesTest {
  private static final String PACKAGE = ShippedBundlesTest.class.getPackageName();

  @TempDir Path folder;
  private Path jar;
  private ShippedBundles shipped;
  private Framework framework;

  /** What the bundles of the tests hold. */
  static final class Content {}

  @BeforeEach
  void start() throws Exception {
    jar = folder.resolve("one.jar");
    Files.write(jar, bundle("one", "1.0.0", Map.of("Export-Package", PACKAGE)));
    shipped = new ShippedBundles(folder);
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("storage").toString()), shipped);
    framework.start();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(10_000);
  }

  @Test
  void shippedClassesComeFromTheClassPath() throws Exception {
    Bundle one = install();
    assertThat(one.loadClass(Content.class.getName())).isSameAs(Content.class);
    assertThat(one.getVersion()).hasToString("1.0.0");
    assertThat(one.getEntry("note.txt").openStream()).hasContent("one");
    assertThat(one.getEntry("none.txt")).isNull();
  }

  @Test
  void aNewVersionHasItsOwnClasses() throws Exception {
    Bundle one = install();
    one.update(new ByteArrayInputStream(bundle("one", "1.1.0", Map.of())));
    assertThat(one.getVersion()).hasToString("1.1.0");
    assertThat(one.loadClass(Content.class.getName())).isNotSameAs(Content.class);
  }

  @Test
  void aBundleFromElsewhereMeetsShippedOnesInTheirClasses() throws Exception {
    install();
    byte[] other =
        bundle("other", "1.0.0", Map.of("DynamicImport-Package", PACKAGE, "Only", "manifest"));
    Bundle added =
        framework.getBundleContext().installBundle("elsewhere", new ByteArrayInputStream(other));
    assertThat(added.loadClass(Content.class.getName())).isSameAs(Content.class);
  }

  private Bundle install() throws Exception {
    BundleContext context = framework.getBundleContext();
    Bundle bundle = context.installBundle(ShippedBundles.location(jar));
    bundle.start();
    return bundle;
  }

  private static byte[] bundle(String name, String version, Map<String, String> more)
      throws IOException {
    Manifest manifest = new Manifest();
    Attributes headers = manifest.getMainAttributes();
    headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    headers.putValue(Constants.BUNDLE_VERSION, version);
    more.forEach(headers::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String content = Content.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
        InputStream code = Content.class.getClassLoader().getResourceAsStream(content)) {
      jar.putNextEntry(new JarEntry("note.txt"));
      jar.write(name.getBytes(StandardCharsets.UTF_8));
      if (!more.containsKey("Only")) {
        jar.putNextEntry(new JarEntry(content));
        code.transferTo(jar);
      }
    }
    return bytes.toByteArray();
  }
}
