// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

import io.saltern.testing.OsgiSmoke;
import org.junit.jupiter.api.Test;

class SmokeTest {
  @Test
  void startsInAPlainFramework() {
    OsgiSmoke.assertStarts(
        "io.saltern.eauth-ldap",
        "io.saltern.api",
        "io.saltern.ldap",
        "com.github.ben-manes.caffeine",
        "org.apache.commons.commons-codec",
        "org.apache.commons.commons-collections4",
        "org.apache.commons.lang3",
        "org.apache.commons.text",
        "org.apache.directory.api.asn1.api",
        "org.apache.directory.api.asn1.ber",
        "org.apache.directory.api.i18n",
        "org.apache.directory.api.ldap.codec.core",
        "org.apache.directory.api.ldap.model",
        "org.apache.directory.api.util",
        "org.apache.mina.core");
  }
}
