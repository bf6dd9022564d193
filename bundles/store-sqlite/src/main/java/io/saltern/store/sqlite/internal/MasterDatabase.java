// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The master's database, {@code store/master.sqlite} below its {@code cachedir}. */
@Component(service = MasterDatabase.class)
public final class MasterDatabase {
  /** Where the driver unpacks its native library; it removes what earlier runs left there. */
  private static final String NATIVE_FOLDER = "org.sqlite.tmpdir";

  private final Database database;

  /** Opens it. */
  @Activate
  public MasterDatabase(@Reference(target = PresentSettings.OF_MASTER) PresentSettings settings)
      throws IOException {
    Path folder = settings.now().path(MasterOptions.CACHEDIR).resolve("store");
    Path libraries = folder.resolve("native");
    DurableFiles.makeFolder(libraries, "rwx------");
    System.setProperty(NATIVE_FOLDER, libraries.toString());
    database = Database.open(folder, "master.sqlite");
  }

  Database open() {
    return database;
  }

  @Deactivate
  void close() throws SQLException {
    database.close();
  }
}
