// SPDX-License-Identifier: Apache-2.0
package io.saltern.testing.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

final class ActiveDirectoryTest {
  @Test
  void answersAtItsAddressUnderItsName() throws Exception {
    try (ActiveDirectory domain = ActiveDirectory.started()) {
      assertThat(greet(domain, domain.address())).isEqualTo("CN=test directory");
      assertThatThrownBy(() -> greet(domain, domain.unnamedAddress()))
          .isInstanceOf(SSLException.class);

      domain.stop();
      assertThatThrownBy(() -> greet(domain, domain.address()))
          .isInstanceOf(ConnectException.class);

      domain.start();
      assertThat(greet(domain, domain.address())).isEqualTo("CN=test directory");
    }
  }

  private static String greet(ActiveDirectory domain, String address) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(domain.authority())) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    try (Socket plain = new Socket(address, 636);
        SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, address, 636, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("LDAPS");
      socket.setSSLParameters(parameters);
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }
}
