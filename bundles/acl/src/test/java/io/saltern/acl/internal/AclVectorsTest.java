// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.reflect.TypeToken;
import io.saltern.api.Caller;
import io.saltern.api.Caller.Proof;
import io.saltern.api.Decision;
import io.saltern.api.Decision.Reason;
import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Option;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.AccessRequest.Kind;
import io.saltern.api.testing.FixedSettings;
import io.saltern.testing.Vectors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what: every verdict of the vectors, in both ways to match. */
class AclVectorsTest {
  private static final String SYNTAX = "syntax_error";

  private final Fleet fleet = Fleet.load();

  private record Row(
      Map<String, Object> acl,
      Map<String, Object> publisher_acl,
      Map<String, Object> publisher_acl_blacklist,
      String user,
      Set<String> groups,
      boolean permissive_acl,
      Object fun,
      List<Object> arg,
      Object tgt,
      String tgt_type,
      List<Object> auth_list,
      String form,
      Map<String, Object> kwarg,
      Object exact,
      Object prefix) {
    Object verdict(Matching matching) {
      return matching == Matching.EXACT ? exact : prefix;
    }

    @SuppressWarnings("unchecked")
    List<FunctionCall> calls() {
      if (fun instanceof String one) {
        return List.of(Fleet.call(one, arg));
      }
      List<String> functions = (List<String>) fun;
      List<FunctionCall> calls = new ArrayList<>();
      for (int i = 0; i < functions.size(); i++) {
        calls.add(Fleet.call(functions.get(i), (List<Object>) arg.get(i)));
      }
      return calls;
    }

    @SuppressWarnings("unchecked")
    Target target() {
      TargetType type = TargetType.of(tgt_type).orElseThrow();
      return tgt instanceof String text
          ? new Target(type, text, Target.COLON)
          : Target.list((List<String>) tgt);
    }
  }

  @ParameterizedTest
  @EnumSource(Matching.class)
  void publicationsByUsersOfBackends(Matching matching) {
    check(
        "external_auth_publish",
        matching,
        (row, options) -> {
          options.put(MasterOptions.EXTERNAL_AUTH, Map.of("pam", row.acl()));
          options.put(MasterOptions.PERMISSIVE_ACL, row.permissive_acl());
          return published(row, new Caller(row.user(), Proof.EAUTH, "pam", row.groups()), options);
        });
  }

  @ParameterizedTest
  @EnumSource(Matching.class)
  void publicationsByLocalUsers(Matching matching) {
    check(
        "publisher_acl_publish",
        matching,
        (row, options) -> {
          options.put(MasterOptions.PUBLISHER_ACL, row.publisher_acl());
          options.put(MasterOptions.PUBLISHER_ACL_BLACKLIST, row.publisher_acl_blacklist());
          return published(row, Caller.local(row.user(), false), options);
        });
  }

  @ParameterizedTest
  @EnumSource(Matching.class)
  void runnersAndWheels(Matching matching) {
    check(
        "runner_wheel",
        matching,
        (row, options) -> {
          options.put(
              MasterOptions.EXTERNAL_AUTH, Map.of("pam", Map.of("someone", row.auth_list())));
          Caller caller = new Caller("someone", Proof.EAUTH, "pam", Set.of());
          Kind kind = Kind.valueOf(row.form().toUpperCase(Locale.ROOT));
          FunctionCall call = new FunctionCall((String) row.fun(), row.arg(), row.kwarg());
          return decide(caller, AccessRequest.onMaster(kind, call), options);
        });
  }

  private Decision published(Row row, Caller caller, Map<Option<?>, Object> options) {
    Target target = row.target();
    AccessRequest request =
        new AccessRequest(Kind.PUBLISH, row.calls(), target, fleet.named(target));
    return decide(caller, request, options);
  }

  /** As the engine fares with malformed rules: they allow nothing, the others count. */
  private Decision decide(Caller caller, AccessRequest request, Map<Option<?>, Object> options) {
    options.put(MasterOptions.NODEGROUPS, fleet.nodegroups());
    Rules rules =
        RulesReader.read(
            new FixedSettings(Path.of("/nowhere")).withAll(options),
            new ArrayList<>(),
            ForeignMinions.NONE);
    Judge judge = fleet.judge(rules);
    Decision decision = judge.decide(caller, request);
    assertThat(judge.explain(caller, request).stream().allMatch(Decision::allowed))
        .as("explained as it is decided")
        .isEqualTo(decision.allowed());
    return decision;
  }

  private void check(
      String name, Matching matching, BiFunction<Row, Map<Option<?>, Object>, Decision> judge) {
    List<JsonElement> rows = Vectors.jsonLines(AclVectorsTest.class, name + ".jsonl");
    List<String> mismatches = new ArrayList<>();
    for (JsonElement element : rows) {
      Row row = Fleet.GSON.fromJson(element, new TypeToken<Row>() {}.getType());
      Map<Option<?>, Object> options = new HashMap<>();
      options.put(MasterOptions.ACL_MATCHING, matching.name().toLowerCase(Locale.ROOT));
      Decision decision = judge.apply(row, options);
      Object verdict = decision.reason() == Reason.SYNTAX ? SYNTAX : (Object) decision.allowed();
      if (!verdict.equals(row.verdict(matching))) {
        mismatches.add(decision + " for " + element);
      }
    }
    System.out.printf(
        "%s, %s: %d rows, %d mismatches%n", name, matching, rows.size(), mismatches.size());
    assertThat(rows).isNotEmpty();
    assertThat(mismatches).isEmpty();
  }
}
