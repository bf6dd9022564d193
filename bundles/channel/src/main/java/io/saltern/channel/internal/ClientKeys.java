// SPDX-License-Identifier: Apache-2.0
package io.saltern.channel.internal;

import io.saltern.wire.Crypticle;
import io.saltern.wire.CrypticleKey;
import io.saltern.wire.SerialGate;
import java.security.interfaces.RSAPublicKey;

/**
 * What a minion holds after a sign-in.
 *
 * @param master the master's key
 * @param publishKey the key of publications
 * @param publications the same, ready for use
 * @param serials lets each publication under that key through once
 * @param session for requests and their answers
 */
record ClientKeys(
    RSAPublicKey master,
    CrypticleKey publishKey,
    Crypticle publications,
    SerialGate serials,
    CrypticleKey sessionKey,
    Crypticle session,
    int publishPort) {
  static ClientKeys of(
      RSAPublicKey master, CrypticleKey publishKey, CrypticleKey sessionKey, int publishPort) {
    return new ClientKeys(
        master,
        publishKey,
        new Crypticle(publishKey),
        new SerialGate(),
        sessionKey,
        new Crypticle(sessionKey),
        publishPort);
  }

  /** These keys after older ones: the same publish key goes on with its serials. */
  ClientKeys after(ClientKeys older) {
    return older.publishKey.equals(publishKey) && older.master.equals(master)
        ? new ClientKeys(
            master, publishKey, older.publications, older.serials, sessionKey, session, publishPort)
        : this;
  }
}
