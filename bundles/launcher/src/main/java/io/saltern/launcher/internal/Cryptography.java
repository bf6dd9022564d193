// SPDX-License-Identifier: Apache-2.0
package io.saltern.launcher.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Has Java start what a sign-in needs of it, which takes a while. */
final class Cryptography {
  private static final String PROVIDER = "security.provider.";
  private static final String NEEDED = "SunJCE";
  private static final String SLOW = "SunEC";

  private Cryptography() {}

  /** Best before anything else asks for an algorithm. */
  static void start() throws GeneralSecurityException {
    swap(number(SLOW), number(NEEDED));
    KeyFactory.getInstance("RSA");
    Cipher.getInstance("RSA/ECB/OAEPPadding");
    Cipher.getInstance("AES/CBC/PKCS5Padding");
    Mac.getInstance("HmacSHA256");
    new SecureRandom().nextInt();
  }

  /** Java starts its providers in their order until one has what is asked for. */
  private static void swap(int slow, int needed) {
    if (0 < slow && slow < needed) {
      Security.setProperty(PROVIDER + slow, NEEDED);
      Security.setProperty(PROVIDER + needed, SLOW);
    }
  }

  /** The place of a provider, from 1; 0 = it has none. */
  private static int number(String name) {
    for (int i = 1; true; i++) {
      @Nullable String found = Security.getProperty(PROVIDER + i);
      if (found == null) {
        return 0;
      }
      if (found.equals(name)) {
        return i;
      }
    }
  }
}
