// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.transport.InboundRequest;
import io.saltern.wire.Bytes;
import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.ErrorReply;
import io.saltern.wire.Msgpack;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends answers that only the minion itself can read, in the pool for RSA. */
final class PrivateReplies {
  /** From this version on they are signed. */
  private static final int SIGNED = 2;

  private final ServerContext context;

  PrivateReplies(ServerContext context) {
    this.context = context;
  }

  void send(
      PrivateAnswer answer, OpenedRequest request, Checks.Sender sender, InboundRequest message) {
    Optional<EncryptionAlgorithm> encryption = EncryptionAlgorithm.of(request.envelope().encAlgo());
    Optional<SignatureAlgorithm> signature = SignatureAlgorithm.of(request.envelope().sigAlgo());
    if (encryption.isEmpty() || signature.isEmpty()) {
      context.refusals().note(Refusal.ALGORITHM, message.peer(), "for " + request.command());
      message.reply(ErrorReply.FAILED.encode());
      return;
    }
    boolean queued =
        context
            .signers()
            .tryExecute(
                () ->
                    message.reply(
                        word(answer, request, sender, encryption.get(), signature.get())));
    if (!queued) {
      context.refusals().note(Refusal.OVERLOADED, message.peer(), "private answers");
    }
  }

  private byte[] word(
      PrivateAnswer answer,
      OpenedRequest request,
      Checks.Sender sender,
      EncryptionAlgorithm encryption,
      SignatureAlgorithm signature) {
    CrypticleKey key = CrypticleKey.generate();
    byte[] keyText = key.keyString().getBytes(StandardCharsets.US_ASCII);
    Bytes sealedKey =
        Bytes.of(
            context
                .tools()
                .signing()
                .call(rsa -> rsa.encrypt(sender.minion().key(), encryption, keyText)));
    Object content;
    if (request.envelope().version() < SIGNED) {
      content = answer.value();
    } else if (request.nonce().isEmpty()) {
      return Msgpack.WIRE.encode(Map.of("error", "Nonce not included in request"));
    } else {
      Map<String, @Nullable Object> data = map("key", sealedKey, answer.field(), answer.value());
      data.put("nonce", request.nonce().get().value());
      byte[] signed = Msgpack.WIRE.encode(data);
      content = map("data", signed, "sig", context.seal().sign(signature, signed));
    }
    byte[] sealed = new Crypticle(key).seal(content);
    return Msgpack.WIRE.encode(map("key", sealedKey, answer.field(), sealed));
  }

  private static Map<String, @Nullable Object> map(
      String first, Object one, String second, Object two) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, two);
    return map;
  }
}
