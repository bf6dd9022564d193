// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.master.AccessRequest.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is expected to become of a request: fields by the names that an expectation, a record of the
 * audit log, or a row of test vectors has.
 */
final class AclExpectation {
  private static final String SYNTAX_ERROR = "syntax_error";
  private static final String ROWS_BACKEND = "pam";
  private static final Map<String, Option<?>> OPTIONS =
      List.<Option<?>>of(
              MasterOptions.PUBLISHER_ACL,
              MasterOptions.PUBLISHER_ACL_BLACKLIST,
              MasterOptions.PUBLISHER_ACL_WHITELIST,
              MasterOptions.EXTERNAL_AUTH,
              MasterOptions.PERMISSIVE_ACL,
              MasterOptions.PEER,
              MasterOptions.PEER_RUN)
          .stream()
          .collect(Collectors.toMap(Option::name, option -> option));
  private static final Set<String> FIELDS =
      Set.of(
          "user",
          "minion",
          "proof",
          "eauth",
          "groups",
          "where",
          "form",
          "fun",
          "args",
          "arg",
          "kwargs",
          "kwarg",
          "calls",
          "tgt",
          "tgt_type",
          "delimiter",
          "allowed",
          "exact",
          "prefix",
          "acl",
          "auth_list");

  /** What else a record of the audit log says. */
  private static final Set<String> OF_RECORDS =
      Set.of(
          "seq", "prev", "time", "kind", "face", "minions", "jid", "reason", "rule", "place", "why",
          "hash");

  private final Map<?, ?> fields;
  private final String place;

  /**
   * @param place file and line, or item
   * @throws IllegalArgumentException when a field is not known
   */
  AclExpectation(Map<?, ?> fields, String place) {
    this.fields = fields;
    this.place = place;
    for (Object name : fields.keySet()) {
      if (isOne()
          && !FIELDS.contains(name)
          && !OF_RECORDS.contains(name)
          && !OPTIONS.containsKey(name)) {
        throw wrong("no such field: " + name);
      }
    }
  }

  String place() {
    return place;
  }

  /** False for records of other things than decisions. */
  final boolean isOne() {
    return fields.get("kind") == null || "decision".equals(fields.get("kind"));
  }

  /** The rules that it brings along in place of those of the settings. */
  Map<Option<?>, Object> options() {
    Map<Option<?>, Object> options = new HashMap<>();
    OPTIONS.forEach(
        (name, option) -> {
          if (fields.get(name) != null) {
            options.put(option, fields.get(name));
          }
        });
    if (fields.get("acl") != null) {
      options.put(MasterOptions.EXTERNAL_AUTH, Map.of(ROWS_BACKEND, fields.get("acl")));
    }
    if (fields.get("auth_list") != null) {
      options.put(
          MasterOptions.EXTERNAL_AUTH,
          Map.of(ROWS_BACKEND, Map.of("someone", fields.get("auth_list"))));
    }
    return options;
  }

  /**
   * The verdict that is expected.
   *
   * @param matching the option {@code acl_matching}
   */
  String verdict(String matching) {
    Object expected = fields.get(fields.containsKey(matching) ? matching : "allowed");
    if (SYNTAX_ERROR.equals(expected)) {
      return SYNTAX_ERROR;
    }
    if (!(expected instanceof Boolean allowed)) {
      throw wrong("allowed: expected true or false");
    }
    return allowed ? "allow" : "deny";
  }

  AclQuery query() {
    Kind kind = kind();
    return new AclQuery(caller(), kind, kind == Kind.PUBLISH ? target() : null, calls());
  }

  private Kind kind() {
    String name = text("where").or(() -> text("form")).orElse("publish");
    try {
      return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw wrong("where: expected publish, runner or wheel");
    }
  }

  private Caller caller() {
    Optional<String> minion =
        text("minion").or(() -> text("user").filter(user -> "minion".equals(fields.get("proof"))));
    if (minion.isPresent()) {
      return Caller.minion(new MinionId(minion.get()));
    }
    boolean row = fields.containsKey("acl") || fields.containsKey("auth_list");
    String user =
        text("user")
            .or(() -> Optional.of("someone").filter(name -> row))
            .orElseThrow(() -> wrong("user is missing"));
    if (text("proof").isPresent()) {
      Caller.Proof proof = Caller.Proof.valueOf(text("proof").get().toUpperCase(Locale.ROOT));
      return new Caller(user, proof, text("eauth").orElse(""), groups());
    }
    return AclQuery.caller(user, text("eauth").orElse(row ? ROWS_BACKEND : ""), groups());
  }

  private Set<String> groups() {
    Set<String> groups = new TreeSet<>();
    list(fields.get("groups")).forEach(group -> groups.add(String.valueOf(group)));
    return groups;
  }

  private Target target() {
    Object tgt = fields.get("tgt");
    if (tgt instanceof List<?> ids) {
      return Target.list(ids.stream().map(String::valueOf).toList());
    }
    String type = text("tgt_type").orElse("glob");
    return new Target(
        TargetType.of(type).orElseThrow(() -> wrong("tgt_type: no such type: " + type)),
        text("tgt").orElseThrow(() -> wrong("tgt is missing")),
        text("delimiter").orElse(Target.COLON));
  }

  private List<FunctionCall> calls() {
    Object args = fields.containsKey("args") ? fields.get("args") : fields.get("arg");
    Object kwargs = fields.containsKey("kwargs") ? fields.get("kwargs") : fields.get("kwarg");
    List<FunctionCall> calls = new ArrayList<>();
    if (fields.get("fun") instanceof String fun) {
      calls.add(call(fun, args, kwargs));
    } else if (fields.get("fun") instanceof List<?> functions) {
      List<?> all = list(args);
      for (int i = 0; i < functions.size(); i++) {
        calls.add(call(functions.get(i), i < all.size() ? all.get(i) : null, null));
      }
    }
    for (Object one : list(fields.get("calls"))) {
      if (one instanceof Map<?, ?> map) {
        calls.add(call(map.get("fun"), map.get("args"), map.get("kwargs")));
      }
    }
    if (calls.isEmpty()) {
      throw wrong("fun is missing");
    }
    return calls;
  }

  private FunctionCall call(@Nullable Object fun, @Nullable Object args, @Nullable Object kwargs) {
    if (!(fun instanceof String name)) {
      throw wrong("fun: expected the name of a function");
    }
    FunctionCall given = FunctionCall.fromWire(name, list(args));
    Map<String, @Nullable Object> keywords = new LinkedHashMap<>(given.keywords());
    if (kwargs instanceof Map<?, ?> map) {
      map.forEach((key, value) -> keywords.put(String.valueOf(key), value));
    }
    return new FunctionCall(name, given.arguments(), keywords);
  }

  private List<? extends @Nullable Object> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> items)) {
      throw wrong("expected a list, found " + value);
    }
    return items;
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field)).map(String::valueOf);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(place + ": " + what);
  }
}
