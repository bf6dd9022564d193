// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Option;
import io.saltern.api.config.Settings;
import java.util.List;

/** Whose files are read. */
enum Role {
  MASTER(Settings.MASTER),
  MINION(Settings.MINION);

  private final String fileName;

  Role(String fileName) {
    this.fileName = fileName;
  }

  /** The name of the main file; also the value of the service property {@link Settings#ROLE}. */
  String fileName() {
    return fileName;
  }

  List<Option<?>> options() {
    return this == MASTER ? MasterOptions.ALL : MinionOptions.ALL;
  }

  /** The option that names the files read with the main file. */
  Option<String> include() {
    return this == MASTER ? MasterOptions.DEFAULT_INCLUDE : MinionOptions.DEFAULT_INCLUDE;
  }

  Role other() {
    return this == MASTER ? MINION : MASTER;
  }
}
