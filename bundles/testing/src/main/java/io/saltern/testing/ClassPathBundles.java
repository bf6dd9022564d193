// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;

/** The bundles, jars and directories, of the class path. The first of a name wins. */
final class ClassPathBundles {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private record Found(String location, String exports) {}

  private final Map<String, Found> bundles = new LinkedHashMap<>();

  ClassPathBundles(ClassLoader loader) {
    try {
      for (URL url : Collections.list(loader.getResources(MANIFEST))) {
        add(url);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(URL url) throws IOException {
    try (InputStream in = url.openStream()) {
      Attributes main = new Manifest(in).getMainAttributes();
      String name = main.getValue(Constants.BUNDLE_SYMBOLICNAME);
      if (name == null) {
        return;
      }
      String exports = main.getValue(Constants.EXPORT_PACKAGE);
      bundles.putIfAbsent(
          name.split(";", 2)[0].strip(),
          new Found("reference:" + root(url), exports == null ? "" : exports));
    }
  }

  private static String root(URL manifest) {
    String text = manifest.toExternalForm();
    return text.startsWith("jar:")
        ? text.substring("jar:".length(), text.indexOf("!/"))
        : text.substring(0, text.length() - MANIFEST.length());
  }

  /** Where the framework can install it from. */
  Optional<String> location(String symbolicName) {
    return Optional.ofNullable(bundles.get(symbolicName)).map(Found::location);
  }

  /** Who of the class path exports the package, whatever the version. */
  List<String> exportersOf(String packageName) {
    return bundles.entrySet().stream()
        .filter(e -> (',' + e.getValue().exports()).matches("(?s).*,\\s*" + packageName + "[;,].*"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }
}
