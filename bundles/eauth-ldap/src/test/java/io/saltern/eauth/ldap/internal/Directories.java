// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.testing.ldap.Slapd;
import io.saltern.testing.ldap.Slapd.Flavour;

/** The servers of these tests: started when they are first needed, stopped with the JVM. */
final class Directories {
  private static final class OpenLdap {
    static final Slapd SERVER = kept(new Slapd(Flavour.OPENLDAP, false));
  }

  private static final class Anonymous {
    static final Slapd SERVER = kept(new Slapd(Flavour.OPENLDAP, true));
  }

  private static final class FreeIpa {
    static final Slapd SERVER = kept(new Slapd(Flavour.IPA, true));
  }

  private Directories() {}

  /** Lets nobody search anonymously. */
  static Slapd openLdap() {
    return OpenLdap.SERVER;
  }

  /** Lets everybody search. */
  static Slapd anonymous() {
    return Anonymous.SERVER;
  }

  static Slapd freeIpa() {
    return FreeIpa.SERVER;
  }

  private static Slapd kept(Slapd slapd) {
    Runtime.getRuntime().addShutdownHook(new Thread(slapd::close));
    return slapd;
  }
}
