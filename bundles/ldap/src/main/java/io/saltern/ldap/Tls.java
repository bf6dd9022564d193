// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes connections private, and knows whom to trust. */
final class Tls {
  private final SSLContext context;
  private final boolean verify;

  /**
   * @throws IOException when the file of authorities is of no use; names it
   */
  Tls(boolean verify, @Nullable Path authorities) throws IOException {
    this.verify = verify;
    try {
      context = SSLContext.getInstance("TLS");
      context.init(null, verify ? trusting(authorities) : anybody(), null);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(@Nullable Path authorities)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities == null ? null : store(authorities));
    return factory.getTrustManagers();
  }

  private static KeyStore store(Path authorities) throws IOException, GeneralSecurityException {
    Collection<? extends Certificate> certificates;
    try (InputStream in = Files.newInputStream(authorities)) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(authorities + ": no certificates can be read: " + e, e);
    }
    if (certificates.isEmpty()) {
      throw new IOException(authorities + ": holds no certificate");
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority " + number++, certificate);
    }
    return store;
  }

  private static TrustManager[] anybody() {
    return new TrustManager[] {new Anybody()};
  }

  /** Goes on by TLS, when the server is who it should be. */
  SSLSocket over(Socket socket, LdapServer server, Deadline deadline) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
    SSLParameters parameters = secure.getSSLParameters();
    if (verify) {
      parameters.setEndpointIdentificationAlgorithm("LDAPS");
    }
    secure.setSSLParameters(parameters);
    secure.setSoTimeout(deadline.millisLeft());
    secure.startHandshake();
    return secure;
  }

  /** For those who say that nothing is to be verified. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
