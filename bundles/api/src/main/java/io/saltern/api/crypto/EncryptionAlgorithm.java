// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.crypto;

import java.util.Arrays;
import java.util.Optional;

/** RSAES-OAEP with MGF1 over the same hash and an empty label, by the names of {@code enc_algo}. */
public enum EncryptionAlgorithm {
  OAEP_SHA1("OAEP-SHA1", "SHA-1"),
  OAEP_SHA224("OAEP-SHA224", "SHA-224");

  private final String wireName;
  private final String digest;

  EncryptionAlgorithm(String wireName, String digest) {
    this.wireName = wireName;
    this.digest = digest;
  }

  /** The name that travels. */
  public String wireName() {
    return wireName;
  }

  /** The hash of the padding and of its mask, as the Java Cryptography Architecture names it. */
  public String digest() {
    return digest;
  }

  /** The algorithm of that wire name, or empty when it is none of the two. */
  public static Optional<EncryptionAlgorithm> of(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
  }
}
