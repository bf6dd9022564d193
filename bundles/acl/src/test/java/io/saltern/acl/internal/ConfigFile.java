// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.Settings;
import io.saltern.api.config.SettingsReloader;
import io.saltern.config.internal.SettingsServices;
import io.saltern.testing.PlainFramework;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** A master's file as the configuration service reads it, with its places. */
final class ConfigFile implements AutoCloseable {
  private static final String DIRECTORY = "saltern.config.dir";
  private static final String MASTER = "(" + Settings.ROLE + "=" + Settings.MASTER + ")";

  private final Path file;
  private final PlainFramework framework = new PlainFramework();
  private final BundleContext context = framework.context();

  ConfigFile(Path directory, String... lines) {
    file = directory.resolve("master");
    write(lines);
    System.setProperty(DIRECTORY, directory.toString());
    try {
      SettingsServices started = new SettingsServices(context);
      assert started != null;
    } finally {
      System.clearProperty(DIRECTORY);
    }
  }

  void write(String... lines) {
    try {
      Files.write(file, Arrays.asList(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Settings settings() {
    return service(Settings.class);
  }

  /** Reads the file again. */
  Settings reload() throws ConfigurationException {
    service(SettingsReloader.class).reload();
    return settings();
  }

  <T> void offer(Class<T> type, T service) {
    context.registerService(type, service, new Hashtable<>(Map.of("role", "master")));
  }

  private <T> T service(Class<T> type) {
    try {
      Collection<ServiceReference<T>> found = context.getServiceReferences(type, MASTER);
      return context.getService(found.iterator().next());
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with the rules, with the file written as {@code FILE}. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    RulesReader.read(settings(), problems, ForeignMinions.NONE);
    return problems.stream().map(text -> text.replace(file.toString(), "FILE")).toList();
  }

  /** The rules, which must be well-formed. */
  Rules rules() {
    if (!problems().isEmpty()) {
      throw new AssertionError(problems().toString());
    }
    return RulesReader.read(settings(), new ArrayList<>(), ForeignMinions.NONE);
  }

  @Override
  public void close() {
    framework.close();
  }
}
