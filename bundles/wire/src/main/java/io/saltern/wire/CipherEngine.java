// SPDX-License-Identifier: Apache-2.0
package io.saltern.wire;

import io.saltern.wire.CrypticleException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES-CBC and HMAC-SHA256 of the JDK, for one thread at a time. Looking an algorithm up costs as
 * much as sealing a short message, so engines are lent out of a pool and keyed anew at each use.
 */
final class CipherEngine {
  static final int BLOCK = 16;
  static final int MAC = 32;

  private static final ArrayBlockingQueue<CipherEngine> IDLE = new ArrayBlockingQueue<>(64);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Cipher cipher;
  private final Mac mac;

  private CipherEngine() {
    try {
      cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static CipherEngine borrow() {
    CipherEngine idle = IDLE.poll();
    return idle != null ? idle : new CipherEngine();
  }

  /** To be called once after each {@link #borrow}; an engine beyond the pool's bound is dropped. */
  void giveBack() {
    boolean kept = IDLE.offer(this);
    assert kept || IDLE.remainingCapacity() == 0;
  }

  static void fillRandom(byte[] bytes) {
    RANDOM.nextBytes(bytes);
  }

  /** Initial vector, ciphertext, authentication code. */
  byte[] seal(CrypticleKey key, byte[] iv, ByteBuffer plain) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key.aes(), new IvParameterSpec(iv));
      byte[] sealed = new byte[BLOCK + cipher.getOutputSize(plain.remaining()) + MAC];
      System.arraycopy(iv, 0, sealed, 0, BLOCK);
      int body =
          BLOCK
              + cipher.doFinal(
                  plain.array(),
                  plain.arrayOffset() + plain.position(),
                  plain.remaining(),
                  sealed,
                  BLOCK);
      mac.init(key.hmac());
      mac.update(sealed, 0, body);
      mac.doFinal(sealed, body);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** The plaintext of an authentic message. */
  byte[] open(CrypticleKey key, byte[] sealed) throws CrypticleException {
    int body = sealed.length - MAC;
    if (body < 2 * BLOCK || body % BLOCK != 0) {
      throw new CrypticleException(Reason.BAD_LENGTH);
    }
    try {
      mac.init(key.hmac());
      mac.update(sealed, 0, body);
      byte[] claimed = Arrays.copyOfRange(sealed, body, sealed.length);
      if (!MessageDigest.isEqual(mac.doFinal(), claimed)) {
        throw new CrypticleException(Reason.NOT_AUTHENTIC);
      }
      cipher.init(Cipher.DECRYPT_MODE, key.aes(), new IvParameterSpec(sealed, 0, BLOCK));
      return cipher.doFinal(sealed, BLOCK, body - BLOCK);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new CrypticleException(Reason.BAD_PADDING);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this Java has no AES-192-CBC with HMAC-SHA256", e);
  }
}
