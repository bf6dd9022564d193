// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A minion's sign-in: the load of a {@link ClearRequest} with {@code cmd: _auth}.
 *
 * @param id who wants to sign in, as written: to be judged by the master, which signs its refusal
 * @param nonce to be found in the reply; absent from version 1 and older
 * @param encAlgo how the minion wants encrypted parts; any text
 * @param sigAlgo how the minion wants the reply signed; any text
 * @param autosignGrains grains that may open the door, grain to value; usually empty
 * @param token a fresh secret under the master key the minion trusts, if it has one
 * @param pub the minion's public key in PEM, as written
 */
public record AuthRequest(
    String id,
    Optional<Nonce> nonce,
    String encAlgo,
    String sigAlgo,
    Map<String, @Nullable Object> autosignGrains,
    Optional<Bytes> token,
    String pub) {
  /** The command's name. */
  public static final String COMMAND = "_auth";

  /**
   * Reads a load.
   *
   * @throws EnvelopeException when a field is missing or of a wrong type
   */
  public static AuthRequest of(Map<String, @Nullable Object> load) throws EnvelopeException {
    Fields fields = new Fields(load);
    Object grains = fields.get("autosign_grains");
    return new AuthRequest(
        fields.text("id"),
        fields.nonce(),
        fields.optionalText("enc_algo").orElse(SealedRequest.DEFAULT_ENC_ALGO),
        fields.optionalText("sig_algo").orElse(SealedRequest.DEFAULT_SIG_ALGO),
        grains == null ? Map.of() : Fields.map("autosign_grains", grains),
        fields.optionalBytes("token"),
        fields.text("pub"));
  }

  /** The load that travels. */
  public Map<String, @Nullable Object> toLoad() {
    Map<String, @Nullable Object> load = new LinkedHashMap<>();
    load.put("cmd", COMMAND);
    load.put("id", id);
    nonce.ifPresent(n -> load.put("nonce", n.value()));
    load.put("enc_algo", encAlgo);
    load.put("sig_algo", sigAlgo);
    if (!autosignGrains.isEmpty()) {
      load.put("autosign_grains", autosignGrains);
    }
    token.ifPresent(t -> load.put("token", t));
    load.put("pub", pub);
    return load;
  }
}
