// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.Job;
import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.Return;
import io.saltern.api.Target;
import io.saltern.api.TargetType;
import io.saltern.api.auth.Token;
import io.saltern.api.store.MinionData;
import io.saltern.wire.Dialect;
import io.saltern.wire.Limits;
import io.saltern.wire.Msgpack;
import io.saltern.wire.WireException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values as they lie in the database: msgpack arrays without names. */
final class Packed {
  /** More than the wire lets through, so that whatever was received can be kept and read again. */
  private static final Msgpack FORM =
      new Msgpack(Dialect.NEW_TYPES, new Limits(256 << 20, 256, 8_000_000));

  private Packed() {}

  static byte[] job(Job job) {
    return FORM.encode(
        List.of(
            job.target().type().wireName(),
            job.target().expression(),
            job.target().delimiter(),
            job.user(),
            job.calls().stream().map(c -> List.of(c.function(), c.toWire())).toList(),
            job.minions().stream().map(MinionId::value).toList(),
            job.extra(),
            job.origin()));
  }

  static Job job(String id, byte[] data) {
    List<?> fields = fields(data);
    TargetType type = TargetType.of(text(fields, 0)).orElseThrow();
    Target target = new Target(type, text(fields, 1), text(fields, 2));
    List<FunctionCall> calls = new ArrayList<>();
    for (Object call : (List<?>) get(fields, 4)) {
      List<?> parts = (List<?>) call;
      calls.add(FunctionCall.fromWire(text(parts, 0), (List<?>) get(parts, 1)));
    }
    List<MinionId> minions = new ArrayList<>();
    for (Object minion : (List<?>) get(fields, 5)) {
      minions.add(new MinionId((String) minion));
    }
    Map<String, Object> extra = new LinkedHashMap<>();
    ((Map<?, ?>) get(fields, 6))
        .forEach((key, value) -> extra.put((String) key, Objects.requireNonNull(value)));
    // written by releases that did not keep it
    String origin = fields.size() > 7 ? text(fields, 7) : "";
    return new Job(new JobId(id), target, calls, text(fields, 3), origin, minions, extra);
  }

  /** The value is written apart only where it is not what the load says. */
  static byte[] result(Return value) {
    Object inLoad = value.load().get("return");
    boolean apart = !Objects.equals(inLoad, value.value());
    return FORM.encode(
        apart
            ? Arrays.asList(value.retcode(), value.success(), value.load(), value.value())
            : List.of(value.retcode(), value.success(), value.load()));
  }

  static Return result(String job, String minion, byte[] data) {
    List<?> fields = fields(data);
    Map<String, @Nullable Object> load = map(get(fields, 2));
    return new Return(
        new JobId(job),
        new MinionId(minion),
        fields.size() > 3 ? fields.get(3) : load.get("return"),
        ((Number) get(fields, 0)).intValue(),
        (Boolean) get(fields, 1),
        load);
  }

  static byte[] minion(MinionData data) {
    return FORM.encode(List.of(data.grains(), data.pillar()));
  }

  static MinionData minion(String id, byte[] data) {
    List<?> fields = fields(data);
    return new MinionData(new MinionId(id), map(get(fields, 0)), map(get(fields, 1)));
  }

  /** Without the id and the end, which have columns of their own. */
  static byte[] token(Token token) {
    return FORM.encode(
        Arrays.asList(
            token.user(),
            token.eauth(),
            List.copyOf(token.groups()),
            token.start().toEpochMilli(),
            token.rules()));
  }

  static Token token(String id, long expire, byte[] data) {
    List<?> fields = fields(data);
    Set<String> groups = new HashSet<>();
    ((List<?>) get(fields, 2)).forEach(group -> groups.add((String) group));
    return new Token(
        id,
        text(fields, 0),
        text(fields, 1),
        groups,
        Instant.ofEpochMilli(((Number) get(fields, 3)).longValue()),
        Instant.ofEpochMilli(expire),
        rules(fields));
  }

  private static @Nullable List<Object> rules(List<?> fields) {
    return fields.size() > 4 && fields.get(4) instanceof List<?> rules ? List.copyOf(rules) : null;
  }

  private static List<?> fields(byte[] data) {
    try {
      return (List<?>) Objects.requireNonNull(FORM.decode(data));
    } catch (WireException e) {
      throw new StoreException("a stored value cannot be read: " + e.getMessage(), e);
    }
  }

  private static Object get(List<?> fields, int index) {
    return Objects.requireNonNull(fields.get(index));
  }

  private static String text(List<?> fields, int index) {
    return (String) get(fields, index);
  }

  private static Map<String, @Nullable Object> map(Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, inner) -> map.put(String.valueOf(key), inner));
    return map;
  }
}
