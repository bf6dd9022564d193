// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Lets the framework take the bundles of the distribution from the class path, where Java's archive
 * of classes serves them. Bundles from elsewhere, and new versions of these, have class loaders of
 * their own.
 */
final class ShippedBundles implements ModuleConnector {
  private static final String SCHEME = "shipped:";

  private final Path folder;

  ShippedBundles(Path folder) {
    this.folder = folder;
  }

  /** The jars, in an order that stays. */
  List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
      files.forEach(jars::add);
    }
    Collections.sort(jars);
    return jars;
  }

  /** What the framework is to install for a jar. */
  static String location(Path jar) {
    return SCHEME + jar.getFileName();
  }

  @Override
  public void initialize(File storage, Map<String, String> configuration) {
    // nothing is kept
  }

  @Override
  public Optional<ConnectModule> connect(String location) {
    if (!location.startsWith(SCHEME)) {
      return Optional.empty();
    }
    Path jar = folder.resolve(location.substring(SCHEME.length()));
    return Optional.of(() -> new Jar(jar));
  }

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }

  private static final class Jar implements ConnectContent {
    private final Path path;
    private @Nullable ZipFile file;

    Jar(Path path) {
      this.path = path;
    }

    @Override
    public Optional<Map<String, String>> getHeaders() {
      return Optional.empty();
    }

    @Override
    public Iterable<String> getEntries() throws IOException {
      return opened().stream().map(ZipEntry::getName).toList();
    }

    @Override
    public Optional<ConnectEntry> getEntry(String name) {
      try {
        ZipFile jar = opened();
        return Optional.ofNullable(jar.getEntry(name)).map(entry -> new Entry(jar, entry));
      } catch (IOException e) {
        throw new IllegalStateException("cannot read " + path, e);
      }
    }

    @Override
    public Optional<ClassLoader> getClassLoader() {
      return Optional.of(ShippedBundles.class.getClassLoader());
    }

    @Override
    public void open() throws IOException {
      opened();
    }

    @Override
    public synchronized void close() throws IOException {
      if (file != null) {
        file.close();
        file = null;
      }
    }

    private synchronized ZipFile opened() throws IOException {
      if (file == null) {
        file = new ZipFile(path.toFile());
      }
      return file;
    }
  }

  private record Entry(ZipFile jar, ZipEntry entry) implements ConnectContent.ConnectEntry {
    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return jar.getInputStream(entry);
    }
  }
}
