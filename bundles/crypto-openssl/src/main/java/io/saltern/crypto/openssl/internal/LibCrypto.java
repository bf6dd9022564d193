// SPDX-License-Identifier: Apache-2.0
package io.saltern.crypto.openssl.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The functions of OpenSSL 3's libcrypto that are used here; its manual pages describe them. */
final class LibCrypto {
  static final String LIBRARY = "libcrypto.so.3";

  static final int RSA_NO_PADDING = 3;
  static final int RSA_X931_PADDING = 5;
  static final int NID_SHA1 = 64;
  static final int NID_SHA224 = 675;

  private static final long INIT_NO_ATEXIT = 0x80000;

  private LibCrypto() {}

  /**
   * Binds the functions; once for all who use this class.
   *
   * @throws UnsatisfiedLinkError when the library or one of the functions is not there
   */
  static void bind(String library) {
    if (Native.SIZE_T_SIZE != Long.BYTES) {
      throw new UnsatisfiedLinkError("made for 64-bit machines");
    }
    Native.register(LibCrypto.class, NativeLibrary.getInstance(library));
    // threads may still be at work when the JVM leaves
    if (OPENSSL_init_crypto(INIT_NO_ATEXIT, null) != 1) {
      throw new UnsatisfiedLinkError(library + " does not start");
    }
  }

  /** The reason of this thread's last failure. Forgets all failures. */
  static String failure() {
    String reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason == null ? "unknown reason" : reason;
  }

  static native int OPENSSL_init_crypto(long options, @Nullable Pointer settings);

  static native long ERR_peek_last_error();

  static native @Nullable String ERR_reason_error_string(long error);

  static native void ERR_clear_error();

  static native @Nullable Pointer SHA1(byte[] message, long length, byte[] digest);

  static native @Nullable Pointer SHA224(byte[] message, long length, byte[] digest);

  static native @Nullable Pointer EVP_MD_fetch(
      @Nullable Pointer library, String name, @Nullable String properties);

  static native @Nullable Pointer BN_bin2bn(byte[] bytes, int length, @Nullable Pointer result);

  static native void BN_clear_free(@Nullable Pointer number);

  static native @Nullable Pointer RSA_new();

  static native void RSA_free(Pointer rsa);

  static native int RSA_set0_key(Pointer rsa, Pointer n, Pointer e, @Nullable Pointer d);

  static native int RSA_set0_factors(Pointer rsa, Pointer p, Pointer q);

  static native int RSA_set0_crt_params(Pointer rsa, Pointer dp, Pointer dq, Pointer inverse);

  static native int RSA_sign(
      int hash, byte[] digest, int length, byte[] signature, int[] signatureLength, Pointer rsa);

  static native int RSA_verify(
      int hash, byte[] digest, int length, byte[] signature, int signatureLength, Pointer rsa);

  static native int RSA_public_encrypt(
      int length, byte[] from, byte[] to, Pointer rsa, int padding);

  static native int RSA_private_decrypt(
      int length, byte[] from, byte[] to, Pointer rsa, int padding);

  static native int RSA_private_encrypt(
      int length, byte[] from, byte[] to, Pointer rsa, int padding);

  static native int RSA_public_decrypt(
      int length, byte[] from, byte[] to, Pointer rsa, int padding);

  static native int RSA_padding_add_PKCS1_OAEP_mgf1(
      byte[] to,
      int toLength,
      byte[] from,
      int fromLength,
      @Nullable Pointer label,
      int labelLength,
      Pointer digest,
      Pointer maskDigest);

  static native int RSA_padding_check_PKCS1_OAEP_mgf1(
      byte[] to,
      int toLength,
      byte[] from,
      int fromLength,
      int modulusLength,
      @Nullable Pointer label,
      int labelLength,
      Pointer digest,
      Pointer maskDigest);
}
