// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.directory.api.ldap.model.filter.FilterParser;

/**
 * A filter, a DN or another name with places for a user's name, <code>{{ username }}</code>. What
 * is filled in is escaped, as its place needs it: it never adds to the structure.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*username\\s*}}");
  private static final Pattern FOREIGN = Pattern.compile("\\{\\{|}}|\\{%|\\{#");
  private static final String SAMPLE = "x";

  private final List<String> texts;
  private final List<UnaryOperator<String>> places;

  private Template(List<String> texts, List<UnaryOperator<String>> places) {
    this.texts = texts;
    this.places = places;
  }

  /**
   * A filter. The brackets around it may be missing. A name that is part of a DN within the filter,
   * as in <code>(member=uid={{ username }},ou=People)</code>, is escaped for both.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static Template filter(String text) {
    String stripped = text.strip();
    String whole = stripped.startsWith("(") ? stripped : "(" + stripped + ")";
    Template template = compile(whole, Template::inFilter);
    try {
      FilterParser.parse(template.fill(SAMPLE));
    } catch (ParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no filter: " + e.getMessage(), e);
    }
    return template;
  }

  private static UnaryOperator<String> inFilter(String before) {
    String assertion = before.substring(before.lastIndexOf('(') + 1);
    boolean inDn = assertion.indexOf('=') != assertion.lastIndexOf('=');
    return inDn ? value -> Names.inFilter(Names.inDn(value)) : Names::inFilter;
  }

  /**
   * A DN.
   *
   * @throws IllegalArgumentException when it is none; the message says why
   */
  public static Template dn(String text) {
    Template template = compile(text.strip(), before -> Names::inDn);
    String sample = template.fill(SAMPLE);
    if (!sample.isEmpty() && !Names.isDn(sample)) {
      throw new IllegalArgumentException("'" + text + "' is no DN");
    }
    return template;
  }

  /**
   * A name to bind as: a DN, or what else a directory takes, as <code>{{ username }}@corp</code>,
   * which has no structure and gets the user's name as it is.
   *
   * @throws IllegalArgumentException when there is something foreign in it
   */
  public static Template bindName(String text) {
    Template template = compile(text.strip(), before -> UnaryOperator.identity());
    return Names.isDn(template.fill(SAMPLE)) ? dn(text) : template;
  }

  private static Template compile(String text, Function<String, UnaryOperator<String>> escaping) {
    List<String> texts = new ArrayList<>();
    List<UnaryOperator<String>> places = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    StringBuilder before = new StringBuilder();
    int end = 0;
    while (place.find()) {
      texts.add(text.substring(end, place.start()));
      before.append(text.substring(end, place.start()));
      places.add(escaping.apply(before.toString()));
      before.append(SAMPLE);
      end = place.end();
    }
    texts.add(text.substring(end));
    for (String part : texts) {
      if (FOREIGN.matcher(part).find()) {
        throw new IllegalArgumentException(
            "'" + text + "': only {{ username }} can be filled in, nothing else");
      }
    }
    return new Template(List.copyOf(texts), List.copyOf(places));
  }

  /** Whether there is a place for the user's name. */
  public boolean hasPlaces() {
    return !places.isEmpty();
  }

  /** With the user's name in its places. */
  public String fill(String user) {
    StringBuilder filled = new StringBuilder(texts.get(0));
    for (int i = 0; i < places.size(); i++) {
      filled.append(places.get(i).apply(user)).append(texts.get(i + 1));
    }
    return filled.toString();
  }
}
