// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks at the names of users and minions for those that name more than they seem to. */
final class NamesLint {
  private static final Pattern DOTTED = Pattern.compile("[A-Za-z0-9_@-]+(\\.[A-Za-z0-9_@-]+)+");
  private static final Pattern ALTERNATIVE = Pattern.compile("([A-Za-z0-9_@-]+)\\|.*");

  private NamesLint() {}

  static List<String> findings(String name) {
    List<String> findings = new ArrayList<>();
    if (DOTTED.matcher(name).matches()) {
      findings.add(
          "the dot stands for any character: it names "
              + name.replace('.', 'x')
              + " as well; write \\. for a dot");
    }
    var alternatives = ALTERNATIVE.matcher(name);
    if (alternatives.matches()) {
      String first = alternatives.group(1);
      findings.add(
          "the first alternative is tied to the beginning only: it names "
              + first
              + "x as well; write ("
              + name
              + ")");
    }
    return findings;
  }
}
