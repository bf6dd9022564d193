// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.api.MinionId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests, replies and publications as they travel. Immutable and safe for use by many threads.
 *
 * @param codec the msgpack dialect of the transport, and what a message may cost
 */
public record Envelopes(Msgpack codec) {
  private static final String CLEAR = "clear";
  private static final String AES = "aes";

  /** The envelopes of ZeroMQ, with the default limits. */
  public static final Envelopes WIRE = new Envelopes(Msgpack.WIRE);

  /** The request as it travels. */
  public byte[] encode(Request request) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (request instanceof ClearRequest clear) {
      map.put("enc", CLEAR);
      map.put("load", clear.load());
      map.put("version", clear.version());
    } else if (request instanceof SealedRequest sealed) {
      map.put("enc", AES);
      map.put("load", sealed.load());
      map.put("version", sealed.version());
      sealed
          .id()
          .ifPresent(
              id -> {
                map.put("id", id.value());
                map.put("enc_algo", sealed.encAlgo());
                map.put("sig_algo", sealed.sigAlgo());
              });
    }
    return codec.encode(map);
  }

  /**
   * Reads a request.
   *
   * @throws MalformedMessageException when it is not msgpack within the limits
   * @throws EnvelopeException when it is not a request
   */
  public Request decodeRequest(byte[] body) throws MalformedMessageException, EnvelopeException {
    Fields fields = Fields.of("message", codec.decode(body));
    if (!fields.has("load")) {
      throw new EnvelopeException("load", "is missing");
    }
    int version = version(fields.get("version"));
    return switch (fields.text("enc")) {
      case CLEAR -> new ClearRequest(clearLoad(fields.get("load")), version);
      case AES ->
          new SealedRequest(
              fields.bytes("load"),
              version,
              id(fields, version),
              fields.optionalText("enc_algo").orElse(SealedRequest.DEFAULT_ENC_ALGO),
              fields.optionalText("sig_algo").orElse(SealedRequest.DEFAULT_SIG_ALGO));
      default -> throw new EnvelopeException("enc", "is neither clear nor aes");
    };
  }

  /**
   * The load of a request once it is in clear.
   *
   * @throws EnvelopeException when it is not a map with text keys
   */
  public static Map<String, @Nullable Object> clearLoad(@Nullable Object load)
      throws EnvelopeException {
    if (!(load instanceof Map)) {
      throw new EnvelopeException("load", "is not a map", ErrorReply.NOT_A_MAP);
    }
    return Fields.map("load", load);
  }

  /** The answer to a {@link SealedRequest}: a sealed message as a bare byte string. */
  public byte[] encodeSealed(byte[] sealed) {
    return codec.encode(sealed);
  }

  /**
   * The sealed message in an answer to a {@link SealedRequest}. An {@link ErrorReply} in text comes
   * out as its bytes, which do not open under any key.
   *
   * @throws MalformedMessageException when it is not msgpack within the limits
   * @throws EnvelopeException when it is not a byte string
   */
  public Bytes decodeSealed(byte[] body) throws MalformedMessageException, EnvelopeException {
    return Fields.bytes("message", codec.decode(body));
  }

  /** The answer to a sign-in as it travels. */
  public byte[] encode(AuthAnswer answer) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (answer instanceof AuthAnswer.Failed failed) {
      return failed.error().encode();
    }
    map.put("enc", CLEAR);
    if (answer instanceof SignedReply signed) {
      map.put("load", signed.load());
      map.put("sig", signed.sig());
    } else if (answer instanceof AuthAnswer.Unsigned unsigned) {
      map.put("load", Map.of("ret", unsigned.ret()));
    }
    return codec.encode(map);
  }

  /**
   * Reads the answer to a sign-in.
   *
   * @throws MalformedMessageException when it is not msgpack within the limits
   * @throws EnvelopeException when it is no such answer
   */
  public AuthAnswer decodeAuthAnswer(byte[] body)
      throws MalformedMessageException, EnvelopeException {
    Object value = codec.decode(body);
    Optional<ErrorReply> error = ErrorReply.of(value);
    if (error.isPresent()) {
      return new AuthAnswer.Failed(error.get());
    }
    Fields fields = Fields.of("message", value);
    if (fields.get("load") instanceof Map) {
      return new AuthAnswer.Unsigned(
          String.valueOf(Fields.of("load", fields.get("load")).get("ret")));
    }
    return new SignedReply(fields.bytes("load"), fields.bytes("sig"));
  }

  /** The publication as it travels. */
  public byte[] encode(Publication publication) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("enc", AES);
    map.put("load", publication.load());
    publication.sigAlgo().ifPresent(algo -> map.put("sig_algo", algo));
    publication.sig().ifPresent(sig -> map.put("sig", sig));
    return codec.encode(map);
  }

  /**
   * Reads a publication.
   *
   * @throws MalformedMessageException when it is not msgpack within the limits
   * @throws EnvelopeException when it is no publication
   */
  public Publication decodePublication(byte[] body)
      throws MalformedMessageException, EnvelopeException {
    Fields fields = Fields.of("message", codec.decode(body));
    if (!fields.text("enc").equals(AES)) {
      throw new EnvelopeException("enc", "is not aes");
    }
    return new Publication(
        fields.bytes("load"), fields.optionalText("sig_algo"), fields.optionalBytes("sig"));
  }

  /** The private reply as it travels. */
  public byte[] encode(PrivateReply reply) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("key", reply.key());
    map.put("pillar", reply.pillar());
    return codec.encode(map);
  }

  /**
   * Reads a private reply.
   *
   * @throws MalformedMessageException when it is not msgpack within the limits
   * @throws EnvelopeException when it is no such reply
   */
  public PrivateReply decodePrivate(byte[] body)
      throws MalformedMessageException, EnvelopeException {
    Fields fields = Fields.of("message", codec.decode(body));
    return new PrivateReply(fields.bytes("key"), fields.bytes("pillar"));
  }

  private static Optional<MinionId> id(Fields fields, int version) throws EnvelopeException {
    if (version < 3) {
      return Optional.empty();
    }
    String id = fields.text("id");
    if (!MinionId.isValid(id)) {
      throw new EnvelopeException("id", "is not a minion id");
    }
    return Optional.of(new MinionId(id));
  }

  /** Salt's reading: numbers and decimal texts count, all else is version 0. */
  private static int version(@Nullable Object version) {
    if (version instanceof Long number) {
      return clamp(BigInteger.valueOf(number));
    }
    if (version instanceof BigInteger) {
      return Integer.MAX_VALUE;
    }
    if (version instanceof String text && text.strip().matches("[+-]?[0-9]{1,9}")) {
      return clamp(new BigInteger(text.strip()));
    }
    return 0;
  }

  private static int clamp(BigInteger version) {
    return version.max(BigInteger.ZERO).min(BigInteger.valueOf(Integer.MAX_VALUE)).intValueExact();
  }
}
