// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import io.saltern.ldap.LdapFailure.Stage;
import io.saltern.ldap.LdapServer.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.directory.api.ldap.model.message.BindRequestImpl;
import org.apache.directory.api.ldap.model.message.BindResponse;
import org.apache.directory.api.ldap.model.message.LdapResult;
import org.apache.directory.api.ldap.model.message.OpaqueExtendedRequest;
import org.apache.directory.api.ldap.model.message.Request;
import org.apache.directory.api.ldap.model.message.Response;
import org.apache.directory.api.ldap.model.message.ResultCodeEnum;
import org.apache.directory.api.ldap.model.message.ResultResponse;
import org.apache.directory.api.ldap.model.message.UnbindRequestImpl;

/** An open connection to a server. One user at a time; of no use after any failure. */
final class Connection implements AutoCloseable {
  private static final String START_TLS = "1.3.6.1.4.1.1466.20037";

  private static final Set<ResultCodeEnum> UNAVAILABLE =
      EnumSet.of(ResultCodeEnum.BUSY, ResultCodeEnum.UNAVAILABLE);

  /** What a directory answers that has not looked at the password. */
  private static final Set<ResultCodeEnum> NO_VERDICT =
      EnumSet.of(
          ResultCodeEnum.OPERATIONS_ERROR,
          ResultCodeEnum.PROTOCOL_ERROR,
          ResultCodeEnum.TIME_LIMIT_EXCEEDED,
          ResultCodeEnum.AUTH_METHOD_NOT_SUPPORTED,
          ResultCodeEnum.STRONG_AUTH_REQUIRED,
          ResultCodeEnum.REFERRAL,
          ResultCodeEnum.ADMIN_LIMIT_EXCEEDED,
          ResultCodeEnum.CONFIDENTIALITY_REQUIRED,
          ResultCodeEnum.OTHER);

  private final LdapServer server;
  private final Socket socket;
  private final Messages messages;
  private final String security;

  private Connection(LdapServer server, Socket socket, Messages messages, String security) {
    this.server = server;
    this.socket = socket;
    this.messages = messages;
    this.security = security;
  }

  /** Connects, and makes it private where it is to be. */
  static Connection open(LdapServer server, Tls tls, Deadline deadline) throws LdapFailure {
    Socket plain = connect(server, deadline);
    try {
      Messages messages = new Messages(plain, 0);
      if (server.security() == Security.PLAIN) {
        return new Connection(server, plain, messages, "without TLS");
      }
      if (server.security() == Security.STARTTLS) {
        startTls(messages, deadline);
      }
      SSLSocket secure = tls.over(plain, server, deadline);
      return new Connection(
          server, secure, new Messages(secure, messages.lastId()), describe(secure));
    } catch (IOException e) {
      closeQuietly(plain);
      throw new LdapFailure(Stage.TLS, server + ": TLS: " + reason(e), e);
    }
  }

  private static Socket connect(LdapServer server, Deadline deadline) throws LdapFailure {
    IOException failure = new IOException("it has no address");
    try {
      for (InetAddress address : Addresses.of(server.host(), deadline)) {
        Socket socket = new Socket();
        try {
          socket.setTcpNoDelay(true);
          socket.connect(new InetSocketAddress(address, server.port()), deadline.millisLeft());
          return socket;
        } catch (IOException e) {
          closeQuietly(socket);
          failure = e;
        }
      }
    } catch (IOException e) {
      failure = e;
    }
    throw new LdapFailure(Stage.CONNECT, server + ": " + reason(failure), failure);
  }

  private static void startTls(Messages messages, Deadline deadline) throws IOException {
    messages.send(new OpaqueExtendedRequest(START_TLS));
    LdapResult result = result(messages.receive(deadline));
    if (result.getResultCode() != ResultCodeEnum.SUCCESS) {
      throw new SSLException("the server refuses StartTLS: " + text(result));
    }
  }

  private static String describe(SSLSocket socket) throws IOException {
    SSLSession session = socket.getSession();
    String peer =
        session.getPeerCertificates()[0] instanceof X509Certificate certificate
            ? certificate.getSubjectX500Principal().getName()
            : "unknown";
    return session.getProtocol() + ", " + session.getCipherSuite() + ", certificate of " + peer;
  }

  /** How it is kept from others. */
  String security() {
    return security;
  }

  LdapServer server() {
    return server;
  }

  /**
   * Binds; an empty password is not asked about.
   *
   * @throws LdapFailure also when the server has not judged the password
   */
  BindResult bind(String name, byte[] password, Deadline deadline) throws LdapFailure {
    if (password.length == 0) {
      return BindResult.EMPTY_PASSWORD;
    }
    BindRequestImpl request = new BindRequestImpl();
    request.setName(name);
    request.setCredentials(password);
    request.addControl(PasswordPolicy.request());
    Response response = ask(request, deadline);
    LdapResult result = result(response);
    ResultCodeEnum code = result.getResultCode();
    if (UNAVAILABLE.contains(code) || NO_VERDICT.contains(code)) {
      throw new LdapFailure(
          UNAVAILABLE.contains(code) ? Stage.ANSWER : Stage.BIND,
          server + ": bind as '" + name + "': " + text(result),
          code.getResultCode());
    }
    return new BindResult(
        code.getResultCode(),
        code.getMessage(),
        diagnostic(result),
        PasswordPolicy.objection(response));
  }

  private Response ask(Request request, Deadline deadline) throws LdapFailure {
    send(request);
    Response response = receive(deadline);
    if (request instanceof BindRequestImpl && !(response instanceof BindResponse)) {
      throw new LdapFailure(Stage.ANSWER, server + ": the answer is not understood", null);
    }
    return response;
  }

  void send(Request request) throws LdapFailure {
    try {
      messages.send(request);
    } catch (IOException e) {
      throw new LdapFailure(Stage.ANSWER, server + ": " + reason(e), e);
    }
  }

  Response receive(Deadline deadline) throws LdapFailure {
    try {
      return messages.receive(deadline);
    } catch (IOException e) {
      throw new LdapFailure(Stage.ANSWER, server + ": " + reason(e), e);
    }
  }

  private static LdapResult result(Response response) throws LdapFailure {
    if (response instanceof ResultResponse answer) {
      return answer.getLdapResult();
    }
    throw new LdapFailure(Stage.ANSWER, "the answer is not understood", null);
  }

  /** A result for the log. */
  static String text(LdapResult result) {
    String diagnostic = diagnostic(result);
    return result.getResultCode().getResultCode()
        + " "
        + result.getResultCode().getMessage()
        + (diagnostic.isEmpty() ? "" : " (" + diagnostic + ")");
  }

  private static String diagnostic(LdapResult result) {
    String text = result.getDiagnosticMessage();
    return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  /** Why, with what lies behind it: Java's outermost message on TLS seldom says it. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = root.getMessage();
    return text == null || text.isBlank() ? root.getClass().getSimpleName() : text;
  }

  @Override
  public void close() {
    try {
      messages.send(new UnbindRequestImpl());
    } catch (IOException e) {
      // it is closed below, whatever the server makes of that
    }
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // nobody uses it any more
    }
  }
}
