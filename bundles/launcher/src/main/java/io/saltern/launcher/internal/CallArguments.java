// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of {@code salt-call}'s command line must be known before the framework runs. The program
 * itself reads the whole line again, and complains about it.
 */
record CallArguments(List<String> typed, Map<String, String> early, boolean local) {
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "-c", "saltern.config.dir",
          "--config-dir", "saltern.config.dir",
          "-l", "saltern.log.level",
          "--log-level", "saltern.log.level",
          "--log-file", "saltern.log.file",
          "--log-file-level", "saltern.log.file.level",
          "--id", "saltern.id");

  static CallArguments of(List<String> typed) {
    Map<String, String> early = new HashMap<>();
    boolean local = false;
    for (int i = 0; i < typed.size() && !typed.get(i).equals("--"); i++) {
      String word = typed.get(i);
      int sign = word.startsWith("--") ? word.indexOf('=') : -1;
      boolean joined = word.matches("-[cl].+");
      String name = sign > 0 ? word.substring(0, sign) : joined ? word.substring(0, 2) : word;
      String property = PROPERTIES.get(name);
      local |= word.equals("--local");
      if (property != null && sign > 0) {
        early.put(property, word.substring(sign + 1));
      } else if (property != null && joined) {
        early.put(property, word.substring(2));
      } else if (property != null && i + 1 < typed.size()) {
        early.put(property, typed.get(++i));
      }
    }
    return new CallArguments(typed, early, local);
  }

  void toProperties() {
    early.forEach(System::setProperty);
    System.setProperty("saltern.arguments", String.join("\0", typed));
    System.setProperty("saltern.arguments.count", Integer.toString(typed.size()));
    System.setProperty("saltern.local", Boolean.toString(local));
  }
}
