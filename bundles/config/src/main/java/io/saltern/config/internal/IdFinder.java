// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.IdSource;
import io.saltern.api.config.Settings;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the own id as Salt does. */
@Component
public final class IdFinder implements IdSource {
  private static final Logger LOG = LoggerFactory.getLogger(IdFinder.class);
  private static final String FILE = "minion_id";
  private static final int MAX_FILE_BYTES = 4096;

  private final HostNames hostNames;

  @Activate
  public IdFinder() {
    this(HostNames.ofThisHost());
  }

  IdFinder(HostNames hostNames) {
    this.hostNames = hostNames;
  }

  @Override
  public MinionId minionId(Settings minion) {
    return new MinionId(checked(find(minion, true)));
  }

  @Override
  public String masterId(Settings master) {
    boolean named = master.find(CommonOptions.ID).filter(id -> !id.isEmpty()).isPresent();
    return checked(find(master, false) + (named ? "" : "_master"));
  }

  private static String checked(String id) {
    if (!MinionId.isValid(id)) {
      throw new IllegalStateException(
          "the id found for this host, of "
              + id.length()
              + " characters, cannot be one: set the option id");
    }
    return id;
  }

  private String find(Settings settings, boolean write) {
    Optional<String> set = settings.find(CommonOptions.ID).filter(id -> !id.isEmpty());
    String id = set.orElseGet(() -> derive(settings, write));
    boolean address = set.isEmpty() && id.matches("\\d{1,3}(?:\\.\\d{1,3}){3}");
    Optional<String> domain = settings.find(CommonOptions.APPEND_DOMAIN);
    if (address || domain.isEmpty() || id.endsWith(domain.get()) || id.endsWith(".")) {
      return id;
    }
    return id + '.' + domain.get();
  }

  private String derive(Settings settings, boolean write) {
    boolean caching = settings.get(CommonOptions.MINION_ID_CACHING);
    Path folder = folder(settings);
    Path file = folder.resolve(FILE);
    if (caching) {
      String cached = cached(file);
      if (!cached.isEmpty() && !cached.equals("localhost")) {
        LOG.debug("Using cached minion ID from {}: {}", file, cached);
        return cached;
      }
    }
    String id = hostNames.best();
    if (settings.get(CommonOptions.MINION_ID_LOWERCASE)) {
      id = id.toLowerCase(Locale.ROOT);
    }
    id = withoutDomain(id, settings.get(CommonOptions.MINION_ID_REMOVE_DOMAIN));
    LOG.debug("Found minion id from host name: {}", id);
    if (caching && write) {
      write(folder, file, id);
    }
    return id;
  }

  private static String withoutDomain(String id, String remove) {
    if (remove.equals("true")) {
      return id.indexOf('.') < 0 ? id : id.substring(0, id.indexOf('.'));
    }
    String end = "." + remove.toUpperCase(Locale.ROOT);
    return !remove.equals("false") && !remove.isEmpty() && id.toUpperCase(Locale.ROOT).endsWith(end)
        ? id.substring(0, id.length() - end.length())
        : id;
  }

  /** Beside the configuration; where that has its default, Salt puts root_dir before it. */
  private static Path folder(Settings settings) {
    Path folder = settings.configDir();
    if (folder.equals(Path.of(SettingsServices.DEFAULT_CONFIG_DIR))) {
      Path root = settings.path(CommonOptions.ROOT_DIR);
      folder = new RootDir(root).below(folder.toString());
    }
    return folder;
  }

  private static String cached(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE_BYTES) {
        return "";
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.replaceFirst("^\uFEFF", "").lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      LOG.warn("no id from {}", file, e);
      return "";
    }
  }

  private static void write(Path folder, Path file, String id) {
    try {
      DurableFiles.makeFolder(folder, "rwxr-xr-x");
      DurableFiles.write(file, id.getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    } catch (IOException e) {
      LOG.error("Could not cache minion ID", e);
    }
  }
}
