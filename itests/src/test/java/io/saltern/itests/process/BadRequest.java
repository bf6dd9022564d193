// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.process;

import io.saltern.wire.EnvelopeException;
import io.saltern.wire.MalformedMessageException;
import io.saltern.wire.Msgpack;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A request that must be refused.
 *
 * @param name what is wrong with it
 * @param build makes it, anew each time
 * @param answer what Salt answers
 * @param reason what the log says
 */
record BadRequest(
    String name, Function<StrangeMinion, byte[]> build, Object answer, String reason) {
  private static final String BAD = "bad load";
  private static final Object UNDECODABLE = Map.of("msg", BAD);
  private static final Object REFUSED = Map.of("ret", false);
  private static final String NOT_UNDERSTOOD = "not a message of the protocol";
  private static final String VERSION = "protocol version below minimum_auth_version";
  private static final String INVALID_ID = "invalid minion id";
  private static final String NO_PROOF = "no valid token";
  private static final String EXPIRED = "older than request_server_ttl";
  private static final String LONG_ID = "x".repeat(10_000);

  byte[] body(StrangeMinion minion) {
    return build.apply(minion);
  }

  @Override
  public String toString() {
    return name;
  }

  /** The answer without its signature, its nonce and its like. */
  static Object opened(Object answer) throws MalformedMessageException, EnvelopeException {
    if (answer instanceof Map<?, ?> map && map.get("load") instanceof byte[] load) {
      return Map.of("ret", Msgpack.WIRE.decodeMap(load).get("ret"));
    }
    return answer;
  }

  static List<BadRequest> all() {
    List<BadRequest> all = new ArrayList<>();
    outside(all);
    inside(all);
    signIns(all);
    bodies(all);
    return all;
  }

  private static void outside(List<BadRequest> all) {
    all.add(outside("version 2", e -> e.put("version", 2L), VERSION));
    all.add(outside("version 0", e -> e.put("version", 0L), VERSION));
    all.add(outside("version below zero", e -> e.put("version", -3L), VERSION));
    all.add(outside("version that is no number", e -> e.put("version", "x"), VERSION));
    all.add(outside("no version", e -> e.remove("version"), VERSION));
    all.add(outside("no enc", e -> e.remove("enc"), NOT_UNDERSTOOD));
    all.add(outside("no load", e -> e.remove("load"), NOT_UNDERSTOOD));
    all.add(outside("load that is a number", e -> e.put("load", 5L), NOT_UNDERSTOOD));
    all.add(outside("outer id with /", e -> e.put("id", "../good"), NOT_UNDERSTOOD));
    all.add(outside("outer id ..", e -> e.put("id", ".."), NOT_UNDERSTOOD));
    all.add(outside("outer id with NUL", e -> e.put("id", "good\0"), NOT_UNDERSTOOD));
    all.add(outside("outer id too long", e -> e.put("id", LONG_ID), NOT_UNDERSTOOD));
    all.add(outside("outer id of nobody", e -> e.put("id", "nobody"), "no session"));
    all.add(outside("outer id of another", e -> e.put("id", "good"), "sealed with another key"));
  }

  private static void inside(List<BadRequest> all) {
    all.add(inside("id of another", l -> l.put("id", "good"), "an id that is not the sender's"));
    all.add(
        inside(
            "return in the name of another",
            l -> {
              l.put("cmd", "_return");
              l.put("id", "good");
              l.put("jid", "20261122000000000000");
              l.put("fun", "test.ping");
              l.put("return", false);
            },
            "an id that is not the sender's"));
    all.add(inside("no id", l -> l.remove("id"), INVALID_ID));
    all.add(inside("id with /", l -> l.put("id", "../strange"), INVALID_ID));
    all.add(inside("id with NUL", l -> l.put("id", "strange\0"), INVALID_ID));
    all.add(inside("id too long", l -> l.put("id", LONG_ID), INVALID_ID));
    all.add(inside("no token", l -> l.remove("tok"), NO_PROOF));
    all.add(inside("token of another key", l -> l.put("tok", new byte[256]), NO_PROOF));
    all.add(inside("short nonce", l -> l.put("nonce", "abc"), NOT_UNDERSTOOD));
    all.add(inside("nonce with junk", l -> l.put("nonce", "g".repeat(32)), NOT_UNDERSTOOD));
    all.add(inside("nonce that is a number", l -> l.put("nonce", 1L), NOT_UNDERSTOOD));
    all.add(inside("sent long ago", l -> l.put("ts", 1_000_000_000L), EXPIRED));
    all.add(inside("sent at no time", l -> l.remove("ts"), EXPIRED));
    all.add(inside("sent at a text", l -> l.put("ts", "now"), EXPIRED));
    all.add(inside("too deep once opened", l -> l.put("data", nested(300)), NOT_UNDERSTOOD));
  }

  private static void signIns(List<BadRequest> all) {
    for (String id : List.of("", ".", "..", "a/b", "../../etc/passwd", "a\\b", "a\nb", LONG_ID)) {
      String name = "sign-in as '" + (id.equals(LONG_ID) ? "xxxx..." : id.replace("\n", "\\n"));
      all.add(signIn(name + "'", Map.of("id", id), REFUSED, INVALID_ID));
    }
    all.add(
        signIn(
            "sign-in with NUL",
            Map.of("id", "a\0b"),
            "bad load: id contains a null byte",
            INVALID_ID));
    all.add(
        signIn(
            "sign-in with a number",
            Map.of("id", 5L),
            "bad load: id 5 is not a string",
            INVALID_ID));
    all.add(signIn("sign-in with no key", Map.of("pub", "x"), REFUSED, "not an RSA public key"));
    all.add(
        signIn(
            "sign-in with an unknown signature",
            Map.of("sig_algo", "none"),
            Map.of("enc", "clear", "load", Map.of("ret", "bad sig algo")),
            "unknown algorithm"));
  }

  private static void bodies(List<BadRequest> all) {
    all.add(body("nothing", new byte[0], UNDECODABLE));
    all.add(body("a number", new byte[] {5}, BAD));
    all.add(body("lists in lists", filled(100_000, 0x91), UNDECODABLE));
    all.add(body("a list of two thousand million", head(0xdd, 0x7fffffff), UNDECODABLE));
    all.add(body("a text of four thousand million", head(0xdb, -1), UNDECODABLE));
    byte[] empties = filled(3_000_000, 0x80);
    System.arraycopy(head(0xdd, empties.length - 5), 0, empties, 0, 5);
    all.add(body("three million maps", empties, UNDECODABLE));
    all.add(
        new BadRequest(
            "a load that is a list",
            m -> StrangeMinion.clear(List.of(1L)),
            "payload and load must be a dict",
            NOT_UNDERSTOOD));
    all.add(
        new BadRequest(
            "a command for local programs",
            m -> StrangeMinion.clear(Map.of("cmd", "publish", "fun", "test.ping")),
            Map.of(
                "error",
                Map.of("name", "AuthenticationError", "message", "Authentication error occurred.")),
            "a command that is not for the network"));
  }

  private static BadRequest outside(
      String name, Consumer<Map<String, Object>> change, String reason) {
    return new BadRequest(name, minion -> minion.request(load -> {}, change), BAD, reason);
  }

  private static BadRequest inside(
      String name, Consumer<Map<String, Object>> change, String reason) {
    return new BadRequest(
        name + ", in the load", minion -> minion.request(change, envelope -> {}), BAD, reason);
  }

  private static BadRequest signIn(
      String name, Map<String, Object> changes, Object answer, String reason) {
    return new BadRequest(name, minion -> StrangeMinion.signIn(changes), answer, reason);
  }

  private static BadRequest body(String name, byte[] body, Object answer) {
    return new BadRequest(name, minion -> body, answer, NOT_UNDERSTOOD);
  }

  private static Object nested(int depth) {
    Object value = 1L;
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static byte[] head(int type, int length) {
    return ByteBuffer.allocate(5).put((byte) type).putInt(length).array();
  }
}
