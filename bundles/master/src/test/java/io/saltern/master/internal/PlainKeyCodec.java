// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.crypto.KeyFormatException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The forms that the JDK itself knows; the passphrase is only remembered in the text. */
final class PlainKeyCodec implements KeyCodec {
  /** So many pairs of a size are made; making one takes longer than most tests. */
  private static final int PAIRS = 4;

  private static final Map<Integer, Queue<KeyPair>> MADE = new ConcurrentHashMap<>();

  @Override
  public KeyPair generate(int bits) {
    Queue<KeyPair> made = MADE.computeIfAbsent(bits, size -> new ConcurrentLinkedQueue<>());
    KeyPair pair = made.size() < PAIRS ? make(bits) : made.remove();
    made.add(pair);
    return pair;
  }

  private static KeyPair make(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public RSAPrivateCrtKey readPrivate(String pem, char[] passphrase) throws KeyFormatException {
    try {
      String secret = passphrase == null ? "" : new String(passphrase);
      if (!pem.startsWith(secret + "-----")) {
        throw new KeyFormatException("wrong passphrase");
      }
      return (RSAPrivateCrtKey)
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(body(pem)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFormatException("no private key", e);
    }
  }

  @Override
  public RSAPublicKey readPublic(String pem) throws KeyFormatException {
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(body(pem)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyFormatException("no public key", e);
    }
  }

  @Override
  public String writePrivate(RSAPrivateCrtKey key, char[] passphrase) {
    return (passphrase == null ? "" : new String(passphrase)) + pem(key, "PRIVATE KEY");
  }

  @Override
  public String writePublic(RSAPublicKey key) {
    return pem(key, "PUBLIC KEY");
  }

  private static String pem(Key key, String kind) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded());
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  private static byte[] body(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("(?s).*?-----BEGIN[^\n]*|-----END.*", ""));
  }
}
