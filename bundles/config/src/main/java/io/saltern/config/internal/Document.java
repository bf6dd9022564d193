// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One YAML document.
 *
 * @param root what it says; nothing when it could not be read
 * @param problems what is wrong with it: when there is any, {@code root} is not whole
 */
record Document(Item root, List<Problem> problems) {
  /** More characters than this are no configuration. */
  static final int MAX_CHARACTERS = 8 << 20;

  private static final int MAX_DEPTH = 50;
  private static final int MAX_COLLECTION_ALIASES = 50;
  private static final Pattern TOP_LEVEL_KEY =
      Pattern.compile("[\"']?([^\\s#\"':-][^:\"']*)[\"']?:.*");

  Document {
    problems = List.copyOf(problems);
  }

  /**
   * Reads a text.
   *
   * @param file the file for messages, or empty
   */
  static Document read(String file, String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_COLLECTION_ALIASES);
    List<Problem> problems = new ArrayList<>();
    Item root = new Item.Scalar(new Place(file, 1, 1), null);
    try {
      StreamReader reader = new StreamReader(new StringReader(text));
      Node node =
          new Composer(new ParserImpl(reader, limits), new SaltResolver(), limits).getSingleNode();
      if (node != null) {
        root = new ItemBuilder(file, problems).build(node);
      }
    } catch (MarkedYAMLException e) {
      problems.add(describe(file, text, e));
    } catch (ReaderException e) {
      problems.add(describe(file, text, e));
    } catch (YAMLException e) {
      problems.add(new Problem(new Place(file, 1, 1), "", "bad YAML: " + oneLine(e.getMessage())));
    }
    return new Document(root, problems);
  }

  private static Problem describe(String file, String text, MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    if (mark == null) {
      return new Problem(new Place(file, 1, 1), "", "bad YAML: " + oneLine(e.getMessage()));
    }
    String context = e.getContext() == null ? "" : e.getContext();
    boolean unfinished =
        e.getContextMark() != null && (context.contains("flow") || context.contains("quoted"));
    int owner = unfinished ? e.getContextMark().getLine() : mark.getLine();
    return new Problem(
        new Place(file, mark.getLine() + 1, mark.getColumn() + 1),
        optionAt(text, owner),
        "bad YAML: "
            + (context.isEmpty() ? "" : oneLine(context) + ", ")
            + oneLine(e.getProblem()));
  }

  private static Problem describe(String file, String text, ReaderException e) {
    String before = text.substring(0, Math.min(text.length(), e.getPosition()));
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new Problem(
        new Place(file, line + 1, column),
        optionAt(text, line),
        String.format("bad YAML: the character U+%04X is not allowed", e.getCodePoint()));
  }

  /** The option whose value a line belongs to: the nearest key at the margin, there or above. */
  private static String optionAt(String text, int line) {
    List<String> lines = text.lines().limit(line + 1L).toList();
    for (int i = lines.size() - 1; i >= 0; i--) {
      Matcher key = TOP_LEVEL_KEY.matcher(lines.get(i));
      if (key.matches()) {
        return key.group(1).strip();
      }
    }
    return "";
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
