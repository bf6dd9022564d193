// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.crypto;

import java.util.Arrays;
import java.util.Optional;

/** RSASSA-PKCS1-v1_5 signatures by the names that travel in {@code sig_algo}. */
public enum SignatureAlgorithm {
  PKCS1V15_SHA1("PKCS1v15-SHA1", "SHA1withRSA"),
  PKCS1V15_SHA224("PKCS1v15-SHA224", "SHA224withRSA");

  private final String wireName;
  private final String jcaName;

  SignatureAlgorithm(String wireName, String jcaName) {
    this.wireName = wireName;
    this.jcaName = jcaName;
  }

  /** The name that travels. */
  public String wireName() {
    return wireName;
  }

  /** The name the Java Cryptography Architecture knows it by. */
  public String jcaName() {
    return jcaName;
  }

  /** The algorithm of that wire name, or empty when it is none of the two. */
  public static Optional<SignatureAlgorithm> of(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName.equals(wireName)).findFirst();
  }
}
