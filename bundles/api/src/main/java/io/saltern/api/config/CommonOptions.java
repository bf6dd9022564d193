// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options that the master and the minion read alike, with the same default. */
public final class CommonOptions {
  public static final Option<Long> KEYSIZE =
      Option.integer("keysize", 2048L, "Bits of new RSA keys.").between(2048, 16384);

  public static final Option<String> ROOT_DIR =
      Option.path(
          "root_dir",
          "/",
          "Folder below which all other paths lie, absolute ones too unless they are there already.");

  public static final Option<List<String>> INCLUDE =
      Option.texts(
          "include",
          List.of(),
          "More configuration files, as paths or glob patterns relative to this file; they are"
              + " read after default_include and win over it.");

  public static final Option<String> USER =
      Option.text(
          "user", null, "Account that the program runs as. Not set: the one that starts it.");

  public static final Option<String> ID =
      Option.text(
          "id",
          null,
          "Own name. Not set: the name in the file minion_id, or else the host's full name; a"
              + " master adds _master to it.");

  public static final Option<String> APPEND_DOMAIN =
      Option.text("append_domain", null, "Domain to add to an id that does not end in it.");

  public static final Option<Boolean> MINION_ID_CACHING =
      Option.flag(
          "minion_id_caching",
          true,
          "Keep an id that was found by host name in the file minion_id beside the"
              + " configuration.");

  public static final Option<Boolean> MINION_ID_LOWERCASE =
      Option.flag("minion_id_lowercase", false, "Write an id found by host name in small letters.");

  public static final Option<String> MINION_ID_REMOVE_DOMAIN =
      Option.flagOrText(
          "minion_id_remove_domain",
          "false",
          "Cut the domain off an id found by host name: true = any domain, a text = this one.");

  public static final Option<String> LOG_LEVEL =
      logLevel("log_level", "warning", "The least grave messages to show on the terminal.");

  public static final Option<String> LOG_LEVEL_LOGFILE =
      logLevel(
          "log_level_logfile",
          null,
          "The least grave messages to write to log_file. Not set: as log_level.");

  public static final Option<String> TRANSPORT =
      Option.text("transport", "zeromq", "How master and minions talk: zeromq.");

  public static final Option<Boolean> IPV6 =
      Option.flag(
          "ipv6", null, "Use IPv6 (true) or IPv4 (false) only. Not set: what the address is.");

  public static final Option<Boolean> ZMQ_FILTERING =
      Option.flag(
          "zmq_filtering",
          false,
          "Publish under topics, so that a minion gets only the jobs that may be for it. Master"
              + " and minions must agree.");

  public static final Option<Boolean> TCP_KEEPALIVE =
      Option.flag("tcp_keepalive", true, "Let the system probe silent connections.");

  public static final Option<String> HASH_TYPE =
      Option.text("hash_type", "sha256", "Hash of key fingerprints.")
          .oneOfAnyCase("md5", "sha1", "sha224", "sha256", "sha384", "sha512");

  public static final Option<String> MASTER_SIGN_KEY_NAME =
      Option.text(
          "master_sign_key_name",
          "master_sign",
          "Name of the key pair that signs the master's key: NAME.pem and NAME.pub in pki_dir.");

  public static final Option<Long> JOB_REPLAY_WINDOW =
      Option.integer(
              "job_replay_window",
              60L,
              "Seconds for which a minion that was away is told of the jobs published meanwhile; 0"
                  + " = it is not, as in Salt. The smaller one of master and minion counts."
                  + " Saltern's own.")
          .between(0, 86_400);

  /** All of them, in the order of the sample files. */
  public static final List<Option<?>> ALL =
      List.of(
          ROOT_DIR,
          INCLUDE,
          USER,
          ID,
          APPEND_DOMAIN,
          MINION_ID_CACHING,
          MINION_ID_LOWERCASE,
          MINION_ID_REMOVE_DOMAIN,
          LOG_LEVEL,
          LOG_LEVEL_LOGFILE,
          TRANSPORT,
          IPV6,
          ZMQ_FILTERING,
          TCP_KEEPALIVE,
          HASH_TYPE,
          KEYSIZE,
          MASTER_SIGN_KEY_NAME,
          JOB_REPLAY_WINDOW);

  private CommonOptions() {}

  /** A TCP port; 0 = any free one. */
  static Option<Long> port(String name, Long defaultValue, String meaning) {
    return Option.integer(name, defaultValue, meaning).between(0, 65535);
  }

  /** A signature algorithm that both ends know. */
  static Option<String> signature(String name, String meaning) {
    return Option.text(name, "PKCS1v15-SHA1", meaning).oneOf("PKCS1v15-SHA1", "PKCS1v15-SHA224");
  }

  private static Option<String> logLevel(
      String name, @Nullable String defaultValue, String meaning) {
    return Option.text(name, defaultValue, meaning)
        .oneOfAnyCase(
            "quiet",
            "critical",
            "error",
            "warning",
            "info",
            "profile",
            "debug",
            "trace",
            "garbage",
            "all");
  }
}
