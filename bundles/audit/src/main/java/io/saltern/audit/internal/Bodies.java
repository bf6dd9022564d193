// SPDX-License-Identifier: Apache-2.0
package io.saltern.audit.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.Target;
import io.saltern.api.audit.AuditEntry;
import io.saltern.api.audit.AuditEntry.Decided;
import io.saltern.api.audit.AuditEntry.KeyFiled;
import io.saltern.api.audit.AuditEntry.LoggedIn;
import io.saltern.api.audit.AuditEntry.ReturnLeft;
import io.saltern.api.audit.AuditEntry.SettingsTaken;
import io.saltern.api.audit.AuditEntry.TokenChanged;
import io.saltern.api.function.MaskedCall;
import io.saltern.api.master.AccessRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a record says, in the order in which it says it. Bounded, whatever the entry holds. */
final class Bodies {
  private final Cut cut = new Cut();
  private final Map<String, @Nullable Object> body = new LinkedHashMap<>();

  private Bodies() {}

  static Map<String, @Nullable Object> of(AuditEntry entry, Instant time) {
    Bodies bodies = new Bodies();
    bodies.body.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    bodies.add(entry);
    return bodies.body;
  }

  private void add(AuditEntry entry) {
    if (entry instanceof Decided decided) {
      body.put("kind", "decision");
      caller(decided.caller());
      request(decided.request());
      decision(decided.decision());
    } else if (entry instanceof LoggedIn login) {
      body.put("kind", "login");
      body.put("user", cut.text(login.user()));
      body.put("proof", word(login.proof()));
      body.put("eauth", cut.text(login.eauth()));
      body.put("origin", cut.text(login.origin()));
      body.put("allowed", login.refusal() == null);
      optional("why", login.refusal());
    } else if (entry instanceof KeyFiled key) {
      body.put("kind", "key");
      body.put("id", key.minion().value());
      optional("from", key.from() == null ? null : word(key.from()));
      body.put("to", key.to() == null ? "deleted" : word(key.to()));
    } else if (entry instanceof TokenChanged token) {
      body.put("kind", "token");
      body.put("act", token.made() ? "made" : "revoked");
      body.put("id", token.id());
      body.put("user", cut.text(token.user()));
      body.put("eauth", cut.text(token.eauth()));
    } else if (entry instanceof ReturnLeft left) {
      body.put("kind", "return");
      body.put("act", "removed");
      body.put("id", left.minion().value());
      body.put("jid", left.job().value());
      body.put("elsewhere", cut.text(left.elsewhere()));
    } else if (entry instanceof SettingsTaken settings) {
      body.put("kind", "settings");
      body.put("dir", settings.configDir().toString());
      body.put("act", settings.changed() == null ? "first" : "reload");
      optional("changed", settings.changed());
    }
  }

  private void caller(Caller caller) {
    body.put("face", word(caller.face()));
    body.put("user", cut.text(caller.user()));
    body.put("proof", word(caller.proof()));
    if (!caller.eauth().isEmpty()) {
      body.put("eauth", cut.text(caller.eauth()));
      body.put("groups", cut.value(List.copyOf(new TreeSet<>(caller.groups()))));
    }
  }

  private void request(AccessRequest request) {
    body.put("where", word(request.kind()));
    body.put("calls", cut.items(request.calls(), this::call));
    Target target = request.target();
    if (target != null) {
      body.put("tgt", cut.text(target.expression()));
      body.put("tgt_type", target.type().wireName());
      if (!target.delimiter().equals(Target.COLON)) {
        body.put("delimiter", cut.text(target.delimiter()));
      }
      body.put("minions", request.minions().size());
    }
    optional("jid", request.job() == null ? null : request.job().value());
  }

  private Map<String, @Nullable Object> call(FunctionCall call) {
    FunctionCall masked = MaskedCall.of(call);
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("fun", cut.text(masked.function()));
    shown.put("args", cut.value(masked.arguments()));
    if (!masked.keywords().isEmpty()) {
      shown.put("kwargs", cut.value(masked.keywords()));
    }
    return shown;
  }

  private void decision(Decision decision) {
    body.put("allowed", decision.allowed());
    body.put("reason", word(decision.reason()));
    Decision.Grounds grounds = decision.grounds();
    if (grounds != null) {
      body.put("rule", cut.text(grounds.rule()));
      body.put("place", grounds.place());
    }
    body.put("why", cut.text(decision.explanation()));
  }

  private void optional(String name, @Nullable Object value) {
    if (value != null) {
      body.put(name, cut.value(value));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
