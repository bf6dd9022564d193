// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The minion's options, named, typed and with the defaults of Salt; those that it shares with the
 * master are in {@link CommonOptions}.
 */
public final class MinionOptions {
  public static final Option<String> DEFAULT_INCLUDE =
      Option.text(
          "default_include",
          "minion.d/*.conf",
          "More configuration files, as a glob pattern relative to this file; read in the order"
              + " of their names, a later one wins.");

  public static final Option<String> PKI_DIR =
      Option.path(
          "pki_dir", "/etc/salt/pki/minion", "Folder of the minion's keys and its master's key.");

  public static final Option<String> CACHEDIR =
      Option.path(
          "cachedir",
          "/var/cache/salt/minion",
          "Folder of returns that wait to be sent and other lasting data.");

  public static final Option<String> SOCK_DIR =
      Option.path(
          "sock_dir",
          "/var/run/salt/minion",
          "Folder of sockets. A path far longer than cachedir is replaced by .salt-unix in"
              + " cachedir.");

  public static final Option<String> LOG_FILE =
      Option.path("log_file", "/var/log/salt/minion", "File of the log.");

  public static final Option<String> PIDFILE =
      Option.path("pidfile", "/var/run/salt-minion.pid", "File that holds the process id.");

  public static final Option<List<String>> MASTER =
      Option.texts(
          "master",
          List.of("salt"),
          "The master, or a list of them: name, address, address:port or [IPv6]:port.");

  public static final Option<String> MASTER_TYPE =
      Option.text(
              "master_type",
              "str",
              "What a list of masters means: str = serve them all at once; failover = serve one, the"
                  + " next when it fails; distributed = the same, beginning with one chosen by the"
                  + " minion's id; disable = serve none.")
          .oneOf("str", "failover", "distributed", "disable");

  public static final Option<Boolean> RANDOM_MASTER =
      Option.flag(
          "random_master",
          false,
          "failover: try the masters in random order. With master_failback the first one keeps its"
              + " place.");

  public static final Option<Boolean> MASTER_SHUFFLE =
      Option.flag("master_shuffle", false, "Older name of random_master.");

  public static final Option<Double> MASTER_ALIVE_INTERVAL =
      Option.number(
              "master_alive_interval",
              0.0,
              "Seconds after which a master whose connection is silent counts as dead. Heartbeats"
                  + " and questions go out three times as often; a question has at least 10 seconds"
                  + " to be answered. 0 = heartbeats every 10 seconds, dead after 30, no questions. A"
                  + " closed connection is noticed at once in any case.")
          .atLeast(0);

  public static final Option<Boolean> MASTER_FAILBACK =
      Option.flag(
          "master_failback",
          false,
          "failover: go back to the first master when it is there again.");

  public static final Option<Double> MASTER_FAILBACK_INTERVAL =
      Option.number(
              "master_failback_interval",
              0.0,
              "Seconds between attempts to go back. 0 = as master_alive_interval, or 30 if that is 0"
                  + " too.")
          .atLeast(0);

  public static final Option<Double> MASTER_DWELL =
      Option.number(
              "master_dwell",
              5.0,
              "failover: the least seconds with a master before a failback. When masters are lost"
                  + " sooner several times in a row, the next one is tried after this time only."
                  + " Saltern's own.")
          .atLeast(0);

  public static final Option<String> MASTER_URI_FORMAT =
      Option.text(
              "master_uri_format",
              "default",
              "default: a port may follow the master's address; ip_only: it is a bare address.")
          .oneOf("default", "ip_only");

  public static final Option<Long> MASTER_PORT =
      CommonOptions.port("master_port", 4506L, "The master's ret_port.");

  public static final Option<Long> PUBLISH_PORT =
      Option.integer(
              "publish_port",
              null,
              "The master's publish_port. Not set: the one that it names at sign-in.")
          .between(0, 65535);

  public static final Option<Double> RETRY_DNS =
      Option.number(
              "retry_dns",
              30.0,
              "Seconds before the master's name is looked up again; 0 = give up. In failover always 0:"
                  + " the next master is tried.")
          .atLeast(0);

  public static final Option<Long> MASTER_TRIES =
      Option.integer(
              "master_tries",
              -1L,
              "failover: rounds through all masters without success before the minion ends; -1 or 0"
                  + " = it never does.")
          .atLeast(-1);

  public static final Option<Long> AUTH_TIMEOUT =
      Option.integer("auth_timeout", 5L, "Seconds to wait for an answer to a sign-in.").atLeast(1);

  public static final Option<Long> AUTH_TRIES =
      Option.integer("auth_tries", 7L, "Sign-ins without an answer before giving up; 0 = no end.")
          .atLeast(0);

  public static final Option<Double> ACCEPTANCE_WAIT_TIME =
      Option.number(
              "acceptance_wait_time",
              10.0,
              "Seconds between sign-ins while the key is not accepted yet.")
          .atLeast(0);

  public static final Option<Double> ACCEPTANCE_WAIT_TIME_MAX =
      Option.number(
              "acceptance_wait_time_max",
              0.0,
              "Seconds up to which that wait grows each time; 0 = it does not grow.")
          .atLeast(0);

  public static final Option<Boolean> REJECTED_RETRY =
      Option.flag("rejected_retry", false, "Go on trying when the key is rejected.");

  public static final Option<Double> RANDOM_REAUTH_DELAY =
      Option.number(
              "random_reauth_delay",
              0.0,
              "Most seconds of a random wait before the minion signs in again because the master"
                  + " publishes under a new key; keeps many minions from doing so together. Jobs"
                  + " published meanwhile wait too. 0 = at once.")
          .atLeast(0);

  public static final Option<List<String>> AUTOSIGN_GRAINS =
      Option.texts(
          "autosign_grains", List.of(), "Grains to send at sign-in, for autosign_grains_dir.");

  public static final Option<Double> RECON_DEFAULT =
      Option.number("recon_default", 1000.0, "Milliseconds before the first reconnection.")
          .between(1, Integer.MAX_VALUE);

  public static final Option<Double> RECON_MAX =
      Option.number("recon_max", 10000.0, "Milliseconds up to which that wait grows.")
          .between(1, Integer.MAX_VALUE);

  public static final Option<Boolean> RECON_RANDOMIZE =
      Option.flag(
          "recon_randomize",
          true,
          "Choose the first wait at random between recon_default and recon_default + recon_max.");

  public static final Option<Long> REQUEST_CHANNEL_TIMEOUT =
      Option.integer("request_channel_timeout", 60L, "Seconds to wait for an answer to a request.")
          .atLeast(1);

  public static final Option<Long> REQUEST_CHANNEL_TRIES =
      Option.integer("request_channel_tries", 3L, "How often to send a request.").atLeast(1);

  public static final Option<Long> RETURN_RETRY_TIMER =
      Option.integer("return_retry_timer", 5L, "Seconds to wait until a return is acknowledged.")
          .atLeast(1);

  public static final Option<Long> RETURN_RETRY_TIMER_MAX =
      Option.integer(
              "return_retry_timer_max",
              10L,
              "If not 0: that wait is random, between return_retry_timer and this.")
          .atLeast(0);

  public static final Option<Long> RETURN_RETRY_TRIES =
      Option.integer(
              "return_retry_tries",
              3L,
              "How often to send a return in a row; it is kept, and sent again later.")
          .atLeast(1);

  public static final Option<Double> LOOP_INTERVAL =
      Option.number("loop_interval", 1.0, "Seconds between rounds of housekeeping.").atLeast(0);

  public static final Option<Long> PROCESS_COUNT_MAX =
      Option.integer(
              "process_count_max", -1L, "Jobs that run at once, others wait; -1 = no limit set.")
          .atLeast(-1);

  public static final Option<String> ENCRYPTION_ALGORITHM =
      Option.text("encryption_algorithm", "OAEP-SHA1", "Encryption by RSA at sign-in.")
          .oneOf("OAEP-SHA1", "OAEP-SHA224");

  public static final Option<String> SIGNING_ALGORITHM =
      CommonOptions.signature(
          "signing_algorithm", "Signature that the master must use, and that of own messages.");

  public static final Option<Boolean> OPEN_MODE =
      Option.flag(
          "open_mode",
          false,
          "Take a master's key that differs from the one on file. For recovery only.");

  public static final Option<String> MASTER_FINGER =
      Option.text(
          "master_finger",
          "",
          "Fingerprint that the master's public key must have (hash_type); the minion ends with"
              + " exit code 42 when it differs.");

  public static final Option<Boolean> VERIFY_MASTER_PUBKEY_SIGN =
      Option.flag(
          "verify_master_pubkey_sign",
          false,
          "Demand a signature of the master's key when that is unknown or has changed. The master"
              + " needs master_sign_pubkey.");

  public static final Option<Boolean> ALWAYS_VERIFY_SIGNATURE =
      Option.flag("always_verify_signature", false, "Demand that signature at each sign-in.");

  public static final Option<Boolean> SIGN_PUB_MESSAGES =
      Option.flag("sign_pub_messages", false, "Take signed publications only.");

  public static final Option<Boolean> MINION_SIGN_MESSAGES =
      Option.flag("minion_sign_messages", false, "Sign own messages.");

  public static final Option<Map<String, Object>> GRAINS =
      Option.map("grains", "More grains: a map of names and values.");

  /** Those of the minion alone, in the order of the sample file. */
  static final List<Option<?>> OWN =
      List.of(
          DEFAULT_INCLUDE,
          PKI_DIR,
          CACHEDIR,
          SOCK_DIR,
          LOG_FILE,
          PIDFILE,
          MASTER,
          MASTER_TYPE,
          RANDOM_MASTER,
          MASTER_SHUFFLE,
          MASTER_ALIVE_INTERVAL,
          MASTER_FAILBACK,
          MASTER_FAILBACK_INTERVAL,
          MASTER_DWELL,
          MASTER_URI_FORMAT,
          MASTER_PORT,
          PUBLISH_PORT,
          RETRY_DNS,
          MASTER_TRIES,
          AUTH_TIMEOUT,
          AUTH_TRIES,
          ACCEPTANCE_WAIT_TIME,
          ACCEPTANCE_WAIT_TIME_MAX,
          REJECTED_RETRY,
          RANDOM_REAUTH_DELAY,
          AUTOSIGN_GRAINS,
          RECON_DEFAULT,
          RECON_MAX,
          RECON_RANDOMIZE,
          REQUEST_CHANNEL_TIMEOUT,
          REQUEST_CHANNEL_TRIES,
          RETURN_RETRY_TIMER,
          RETURN_RETRY_TIMER_MAX,
          RETURN_RETRY_TRIES,
          LOOP_INTERVAL,
          PROCESS_COUNT_MAX,
          ENCRYPTION_ALGORITHM,
          SIGNING_ALGORITHM,
          OPEN_MODE,
          MASTER_FINGER,
          VERIFY_MASTER_PUBKEY_SIGN,
          ALWAYS_VERIFY_SIGNATURE,
          SIGN_PUB_MESSAGES,
          MINION_SIGN_MESSAGES,
          GRAINS);

  /** All options of the minion with the common ones, in the order of the sample file. */
  public static final List<Option<?>> ALL =
      Stream.concat(CommonOptions.ALL.stream(), OWN.stream()).toList();

  private MinionOptions() {}
}
