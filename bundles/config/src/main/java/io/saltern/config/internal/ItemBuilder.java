// SPDX-License-Identifier: Apache-2.0
package io.saltern.config.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Makes items of SnakeYAML's nodes; bounds what aliases can make of a small text. */
final class ItemBuilder {
  private static final int MAX_ITEMS = 500_000;
  private static final int MAX_DEPTH = 100;

  private final String file;
  private final List<Problem> problems;
  private int items;
  private boolean overflown;

  ItemBuilder(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  Item build(Node node) {
    return build(node, "", 0);
  }

  private Item build(Node node, String path, int depth) {
    if (++items > MAX_ITEMS || depth > MAX_DEPTH) {
      if (!overflown) {
        problem(node, path, depth > MAX_DEPTH ? "nested too deep" : "too many values");
      }
      overflown = true;
      return new Item.Scalar(place(node), null);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar, path);
    }
    if (node instanceof SequenceNode sequence && allowed(node, Tag.SEQ, path)) {
      List<Item> built = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        built.add(build(item, path + ':' + built.size(), depth + 1));
      }
      return new Item.Sequence(place(node), built);
    }
    if (node instanceof MappingNode mapping && allowed(node, Tag.MAP, path)) {
      return mapping(mapping, path, depth);
    }
    return new Item.Scalar(place(node), null);
  }

  private Item scalar(ScalarNode node, String path) {
    try {
      return new Item.Scalar(place(node), Scalars.value(node.getTag(), node.getValue()));
    } catch (IllegalArgumentException e) {
      problem(node, path, String.valueOf(e.getMessage()));
      return new Item.Scalar(place(node), null);
    }
  }

  private boolean allowed(Node node, Tag only, String path) {
    if (node.getTag().equals(only)) {
      return true;
    }
    problem(node, path, "the type " + node.getTag().getValue() + " is not allowed");
    return false;
  }

  private Item mapping(MappingNode node, String path, int depth) {
    Map<@Nullable Object, Item.Entry> entries = new LinkedHashMap<>();
    List<Node> merged = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      Node keyNode = tuple.getKeyNode();
      if (keyNode.getTag().equals(Tag.MERGE)) {
        merged.add(tuple.getValueNode());
        continue;
      }
      if (!(keyNode instanceof ScalarNode scalarKey)) {
        problem(keyNode, path, "a list or map cannot be a key");
        continue;
      }
      Object key = scalar(scalarKey, path).plain();
      String keyPath = path.isEmpty() ? Scalars.python(key) : path + ':' + Scalars.python(key);
      Item value = build(tuple.getValueNode(), keyPath, depth + 1);
      Item.Entry first = entries.putIfAbsent(key, new Item.Entry(place(keyNode), value));
      if (first != null) {
        problem(keyNode, keyPath, "set twice, first in line " + first.place().line());
      }
    }
    Map<@Nullable Object, Item.Entry> all = new LinkedHashMap<>();
    for (Node source : merged) {
      merge(source, all, path, depth);
    }
    all.keySet().removeAll(entries.keySet());
    all.putAll(entries);
    return new Item.Mapping(place(node), all);
  }

  /** What is set directly wins over what is merged, and an earlier source over a later one. */
  private void merge(
      Node source, Map<@Nullable Object, Item.Entry> entries, String path, int depth) {
    if (source instanceof SequenceNode sources) {
      for (Node one : sources.getValue()) {
        if (one instanceof MappingNode) {
          merge(one, entries, path, depth + 1);
        } else {
          problem(one, path, "only a map, or a list of maps, can be merged");
        }
      }
    } else if (build(source, path, depth + 1) instanceof Item.Mapping mapping) {
      mapping.entries().forEach(entries::putIfAbsent);
    } else {
      problem(source, path, "only a map, or a list of maps, can be merged");
    }
  }

  private Place place(Node node) {
    Mark mark = node.getStartMark();
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private void problem(Node node, String path, String what) {
    problems.add(new Problem(place(node), path, what));
  }
}
