// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.serializer.Serializer;

/** Values as YAML, as PyYAML's {@code safe_dump(default_flow_style=False)} prints them. */
final class YamlWriter {
  private static final Comparator<String> BY_CODE_POINT =
      (a, b) -> {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
      };

  private YamlWriter() {}

  static String write(@Nullable Object value) {
    DumperOptions style = new DumperOptions();
    style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    style.setAllowUnicode(true);
    StringWriter out = new StringWriter();
    Serializer serializer =
        new Serializer(new Emitter(out, style), new SaltResolver(), style, null);
    try {
      serializer.open();
      serializer.serialize(node(value));
      serializer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static Node node(@Nullable Object value) {
    if (value == null) {
      return scalar(Tag.NULL, "null");
    }
    if (value instanceof Boolean) {
      return scalar(Tag.BOOL, value.toString());
    }
    if (value instanceof Double || value instanceof Float) {
      return scalar(Tag.FLOAT, number(((Number) value).doubleValue()));
    }
    if (value instanceof Number) {
      return scalar(Tag.INT, value.toString());
    }
    if (value instanceof Map<?, ?> map) {
      return map(map);
    }
    if (value instanceof Iterable<?> items) {
      List<Node> nodes = new ArrayList<>();
      items.forEach(item -> nodes.add(node(item)));
      return new SequenceNode(Tag.SEQ, nodes, DumperOptions.FlowStyle.BLOCK);
    }
    return text(value.toString());
  }

  private static Node map(Map<?, ?> map) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    if (entries.stream().allMatch(entry -> entry.getKey() instanceof String)) {
      entries.sort(Comparator.comparing(entry -> (String) entry.getKey(), BY_CODE_POINT));
    }
    List<NodeTuple> tuples = new ArrayList<>();
    for (Map.Entry<?, ?> entry : entries) {
      tuples.add(new NodeTuple(node(entry.getKey()), node(entry.getValue())));
    }
    return new MappingNode(Tag.MAP, tuples, DumperOptions.FlowStyle.BLOCK);
  }

  /** Quoted where its line breaks would be lost otherwise. */
  private static Node text(String text) {
    DumperOptions.ScalarStyle style = DumperOptions.ScalarStyle.PLAIN;
    if (text.matches("(?s).*[\\x85\\u2028\\u2029].*")) {
      style = DumperOptions.ScalarStyle.DOUBLE_QUOTED;
    } else if (text.indexOf('\n') >= 0) {
      style = DumperOptions.ScalarStyle.SINGLE_QUOTED;
    }
    return new ScalarNode(Tag.STR, text, null, null, style);
  }

  private static Node scalar(Tag tag, String text) {
    return new ScalarNode(tag, text, null, null, DumperOptions.ScalarStyle.PLAIN);
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return ".nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    String text = Scalars.python(number).toLowerCase(Locale.ROOT);
    return text.indexOf('.') < 0 ? text.replace("e", ".0e") : text;
  }
}
