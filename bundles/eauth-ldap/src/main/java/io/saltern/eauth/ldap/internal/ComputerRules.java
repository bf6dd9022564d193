// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The places in access rules that name computers by {@code ldap('DN')}. */
final class ComputerRules {
  private static final Pattern NAMED =
      Pattern.compile("ldap\\((?:(['\"])(.*)\\1|([^'\"()]*=[^'\"()]*))\\)");

  private ComputerRules() {}

  /** The DNs that rules name, in any section. */
  static Set<String> of(Settings settings) {
    Set<String> found = new TreeSet<>();
    collect(settings.get(MasterOptions.EXTERNAL_AUTH), found);
    collect(settings.get(MasterOptions.PUBLISHER_ACL), found);
    return found;
  }

  private static void collect(@Nullable Object part, Set<String> found) {
    if (part instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            Matcher matcher = NAMED.matcher(String.valueOf(key));
            if (matcher.matches()) {
              found.add(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
            }
            collect(value, found);
          });
    } else if (part instanceof List<?> list) {
      list.forEach(item -> collect(item, found));
    }
  }
}
