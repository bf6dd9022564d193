// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The master's options, named, typed and with the defaults of Salt; those that it shares with the
 * minion are in {@link CommonOptions}.
 */
public final class MasterOptions {
  public static final Option<String> DEFAULT_INCLUDE =
      Option.text(
          "default_include",
          "master.d/*.conf",
          "More configuration files, as a glob pattern relative to this file; read in the order"
              + " of their names, a later one wins.");

  public static final Option<String> PKI_DIR =
      Option.path(
          "pki_dir", "/etc/salt/pki/master", "Folder of the master's keys and its minions' keys.");

  public static final Option<String> CACHEDIR =
      Option.path(
          "cachedir", "/var/cache/salt/master", "Folder of jobs, returns and other lasting data.");

  public static final Option<String> SOCK_DIR =
      Option.path(
          "sock_dir",
          "/var/run/salt/master",
          "Folder of the socket that the programs use. A path far longer than cachedir is"
              + " replaced by .salt-unix in cachedir.");

  public static final Option<String> LOG_FILE =
      Option.path("log_file", "/var/log/salt/master", "File of the log.");

  public static final Option<String> PIDFILE =
      Option.path("pidfile", "/var/run/salt-master.pid", "File that holds the process id.");

  public static final Option<String> INTERFACE =
      Option.text("interface", "0.0.0.0", "Address to listen on.");

  public static final Option<Long> PUBLISH_PORT =
      CommonOptions.port("publish_port", 4505L, "Port on which jobs are published.");

  public static final Option<Long> RET_PORT =
      CommonOptions.port("ret_port", 4506L, "Port for requests and returns.");

  public static final Option<Long> PUB_HWM =
      Option.integer(
              "pub_hwm", 1000L, "Publications that wait for a slow minion before more are dropped.")
          .atLeast(1);

  public static final Option<Long> ZMQ_BACKLOG =
      Option.integer("zmq_backlog", 1000L, "Connections that wait to be taken.").atLeast(1);

  public static final Option<Long> ZMQ_HEARTBEAT_IVL =
      Option.integer("zmq_heartbeat_ivl", 10000L, "Milliseconds between heartbeats; 0 = none.")
          .between(0, Integer.MAX_VALUE);

  public static final Option<Long> ZMQ_HEARTBEAT_TIMEOUT =
      Option.integer(
              "zmq_heartbeat_timeout",
              30000L,
              "Milliseconds without any answer to a heartbeat that end a connection.")
          .between(0, Integer.MAX_VALUE);

  public static final Option<Long> WORKER_THREADS =
      Option.integer("worker_threads", 5L, "Requests that are worked on at once.")
          .between(1, 10_000);

  public static final Option<Long> TIMEOUT =
      Option.integer("timeout", 5L, "Seconds that `salt` waits before it asks silent minions.")
          .atLeast(0);

  public static final Option<Long> GATHER_JOB_TIMEOUT =
      Option.integer(
              "gather_job_timeout",
              10L,
              "Seconds that minions have to say whether they still run a job.")
          .atLeast(0);

  public static final Option<Long> KEEP_JOBS_SECONDS =
      Option.integer(
              "keep_jobs_seconds", 86400L, "Seconds that jobs and returns are kept; 0 = for ever.")
          .atLeast(0);

  public static final Option<Double> LOOP_INTERVAL =
      Option.number("loop_interval", 60.0, "Seconds between rounds of housekeeping.").atLeast(0);

  public static final Option<Long> MAX_MINIONS =
      Option.integer("max_minions", 0L, "Minions that may sign in; 0 = any number.").atLeast(0);

  public static final Option<Boolean> OPEN_MODE =
      Option.flag(
          "open_mode",
          false,
          "Accept every key, also one that differs from the key on file. For recovery only.");

  public static final Option<Boolean> AUTO_ACCEPT =
      Option.flag("auto_accept", false, "Accept the key of every new minion.");

  public static final Option<String> AUTOSIGN_FILE =
      Option.path(
          "autosign_file",
          null,
          "File of ids (names, glob patterns, regular expressions; one a line) whose keys are"
              + " accepted.");

  public static final Option<String> AUTOREJECT_FILE =
      Option.path(
          "autoreject_file",
          null,
          "File of ids, as autosign_file, whose keys are rejected; wins over acceptance.");

  public static final Option<String> AUTOSIGN_GRAINS_DIR =
      Option.path(
          "autosign_grains_dir",
          null,
          "Folder of files, each named as a grain, that hold the values of it for which keys are"
              + " accepted.");

  public static final Option<Long> AUTOSIGN_TIMEOUT =
      Option.integer(
              "autosign_timeout",
              120L,
              "Minutes for which a file in minions_autosign of pki_dir counts.")
          .atLeast(0);

  public static final Option<Boolean> AUTH_EVENTS =
      Option.flag("auth_events", true, "Fire an event salt/auth at each sign-in.");

  public static final Option<Boolean> ROTATE_AES_KEY =
      Option.flag(
          "rotate_aes_key",
          true,
          "Make a new publish key when a minion's key is deleted or rejected.");

  public static final Option<Long> PUBLISH_SESSION =
      Option.integer(
              "publish_session",
              86400L,
              "Seconds after which the publish key and the minions' session keys are replaced.")
          .atLeast(1);

  public static final Option<Long> MINIMUM_AUTH_VERSION =
      Option.integer("minimum_auth_version", 3L, "Lowest payload version that is taken.")
          .between(0, 3);

  public static final Option<Long> REQUEST_SERVER_TTL =
      Option.integer(
              "request_server_ttl",
              0L,
              "Seconds after which a request is too old to be taken; 0 = never.")
          .atLeast(0);

  public static final Option<String> PUBLISH_SIGNING_ALGORITHM =
      CommonOptions.signature("publish_signing_algorithm", "Signature of publications.");

  public static final Option<Boolean> SIGN_PUB_MESSAGES =
      Option.flag("sign_pub_messages", true, "Sign publications.");

  public static final Option<Boolean> REQUIRE_MINION_SIGN_MESSAGES =
      Option.flag(
          "require_minion_sign_messages", false, "Refuse returns that their minion did not sign.");

  public static final Option<Boolean> DROP_MESSAGES_SIGNATURE_FAIL =
      Option.flag(
          "drop_messages_signature_fail",
          false,
          "Refuse returns whose signature is wrong, instead of only logging it.");

  public static final Option<String> KEY_PASS =
      Option.secret("key_pass", "Passphrase of the master's private key.");

  public static final Option<Boolean> MASTER_SIGN_PUBKEY =
      Option.flag(
          "master_sign_pubkey",
          false,
          "Send a signature of the master's public key at each sign-in. Minions need"
              + " verify_master_pubkey_sign.");

  public static final Option<String> SIGNING_KEY_PASS =
      Option.secret("signing_key_pass", "Passphrase of the private key master_sign_key_name.");

  public static final Option<Boolean> MASTER_USE_PUBKEY_SIGNATURE =
      Option.flag(
          "master_use_pubkey_signature",
          false,
          "Send the signature of a file instead of signing, so that the signing key need not be"
              + " here.");

  public static final Option<String> MASTER_PUBKEY_SIGNATURE =
      Option.text(
          "master_pubkey_signature",
          null,
          "Name of that file in pki_dir. Not set: master_pubkey_signature.");

  public static final Option<Map<String, Object>> NODEGROUPS =
      Option.map("nodegroups", "Groups of minions by name, each a compound target.");

  public static final Option<Map<String, Object>> PUBLISHER_ACL =
      Option.map(
          "publisher_acl",
          "What users of this machine may run: user -> functions, or target -> functions.");

  public static final Option<Map<String, Object>> PUBLISHER_ACL_BLACKLIST =
      Option.map(
          "publisher_acl_blacklist",
          "Who (users) may publish nothing and what (modules) nobody may publish, the superuser"
              + " included.");

  public static final Option<Map<String, Object>> PUBLISHER_ACL_WHITELIST =
      Option.map(
          "publisher_acl_whitelist",
          "The only users and modules that may be allowed at all; does not bind the superuser."
              + " Saltern's own.");

  public static final Option<Boolean> SUDO_ACL =
      Option.flag(
          "sudo_acl",
          false,
          "Judge whoever uses sudo by what publisher_acl says of that user, when it says"
              + " anything.");

  public static final Option<Map<String, Object>> EXTERNAL_AUTH =
      Option.map(
          "external_auth",
          "What users of an authentication backend may run: backend -> user or group% ->"
              + " functions, or target -> functions.");

  public static final Option<String> EAUTH_ACL_MODULE =
      Option.text(
          "eauth_acl_module",
          null,
          "The backend whose rules in external_auth count, whichever backend knows the user. Not"
              + " set: that of the user.");

  public static final Option<Double> EAUTH_TIMEOUT =
      Option.number(
              "eauth_timeout",
              10.0,
              "Seconds that an authentication backend has for its answer, unless whoever logs in"
                  + " says otherwise. Saltern's own.")
          .between(0, 300);

  public static final Option<Long> AUTH_LOCKOUT =
      Option.integer(
              "auth_lockout",
              10L,
              "Wrong passwords in a row after which a user of a backend is locked out for"
                  + " auth_lockout_time; 0 = never. Saltern's own.")
          .between(0, 1_000_000);

  public static final Option<Long> AUTH_LOCKOUT_TIME =
      Option.integer(
              "auth_lockout_time",
              300L,
              "Seconds for which a user is locked out, and after which wrong passwords are"
                  + " forgotten. Saltern's own.")
          .between(1, 86_400);

  public static final Option<Long> TOKEN_EXPIRE =
      Option.integer("token_expire", 43200L, "Seconds that a token is valid.")
          .between(1, 315_360_000);

  public static final Option<Object> TOKEN_EXPIRE_USER_OVERRIDE =
      Option.flagOrMap(
          "token_expire_user_override",
          false,
          "Whether users may choose how long their tokens are valid: true, or backend -> users.");

  public static final Option<Boolean> KEEP_ACL_IN_TOKEN =
      Option.flag(
          "keep_acl_in_token",
          false,
          "Let a token keep the access rules that were about its user when it was made.");

  public static final Option<String> TOKEN_FILE =
      Option.text(
          "token_file",
          null,
          "File in which `salt -T` keeps a token, of the user who types it. Not set: salt_token in"
              + " ~/.config/salt if that folder is there, or else in the home folder.");

  public static final Option<String> SHAREDSECRET =
      Option.secret("sharedsecret", "The password of all users of the backend sharedsecret.");

  public static final Option<Boolean> EAUTH_AUTO =
      Option.flag(
          "eauth_auto",
          false,
          "Let the backend auto start, which accepts every user with any password. For tests"
              + " only. Saltern's own.");

  public static final Option<Boolean> PERMISSIVE_ACL =
      Option.flag(
          "permissive_acl",
          false,
          "Let the user * of external_auth stand for everybody, not only for users without an"
              + " entry.");

  public static final Option<String> ACL_MATCHING =
      Option.text(
              "acl_matching",
              "exact",
              "Whether patterns for functions and arguments must match the whole (exact) or the"
                  + " beginning (prefix), as in Salt's releases. Saltern's own.")
          .oneOf("exact", "prefix");

  public static final Option<Map<String, Object>> PEER =
      Option.map("peer", "What minions may have published: minion -> functions.");

  public static final Option<Map<String, Object>> PEER_RUN =
      Option.map("peer_run", "Which runners minions may run: minion -> functions.");

  public static final Option<String> AUDIT_LOG =
      Option.path(
          "audit_log",
          "/var/log/salt/audit",
          "File of the record of every login, decision and change. Saltern's own.");

  public static final Option<Long> AUDIT_MAX_SIZE =
      Option.integer(
              "audit_max_size",
              104_857_600L,
              "Bytes after which audit_log goes on in a new file. Saltern's own.")
          .atLeast(4096);

  public static final Option<Long> AUDIT_BACKUPS =
      Option.integer(
              "audit_backups",
              10L,
              "Full files of audit_log that are kept: .1 is the newest. Saltern's own.")
          .between(1, 100_000);

  public static final Option<Boolean> AUDIT_REQUIRED =
      Option.flag(
          "audit_required",
          false,
          "Refuse what cannot be recorded: what is allowed is on disk before it is done. Saltern's"
              + " own.");

  public static final Option<Long> SHELL_PORT =
      CommonOptions.port(
          "shell_port",
          8101L,
          "Port of the master's shell by SSH, on 127.0.0.1 only; 0 = no shell. Saltern's own.");

  /** Those of the master alone, in the order of the sample file. */
  static final List<Option<?>> OWN =
      List.of(
          DEFAULT_INCLUDE,
          PKI_DIR,
          CACHEDIR,
          SOCK_DIR,
          LOG_FILE,
          PIDFILE,
          INTERFACE,
          PUBLISH_PORT,
          RET_PORT,
          PUB_HWM,
          ZMQ_BACKLOG,
          ZMQ_HEARTBEAT_IVL,
          ZMQ_HEARTBEAT_TIMEOUT,
          WORKER_THREADS,
          TIMEOUT,
          GATHER_JOB_TIMEOUT,
          KEEP_JOBS_SECONDS,
          LOOP_INTERVAL,
          MAX_MINIONS,
          OPEN_MODE,
          AUTO_ACCEPT,
          AUTOSIGN_FILE,
          AUTOREJECT_FILE,
          AUTOSIGN_GRAINS_DIR,
          AUTOSIGN_TIMEOUT,
          AUTH_EVENTS,
          ROTATE_AES_KEY,
          PUBLISH_SESSION,
          MINIMUM_AUTH_VERSION,
          REQUEST_SERVER_TTL,
          PUBLISH_SIGNING_ALGORITHM,
          SIGN_PUB_MESSAGES,
          REQUIRE_MINION_SIGN_MESSAGES,
          DROP_MESSAGES_SIGNATURE_FAIL,
          KEY_PASS,
          MASTER_SIGN_PUBKEY,
          SIGNING_KEY_PASS,
          MASTER_USE_PUBKEY_SIGNATURE,
          MASTER_PUBKEY_SIGNATURE,
          NODEGROUPS,
          PUBLISHER_ACL,
          PUBLISHER_ACL_BLACKLIST,
          PUBLISHER_ACL_WHITELIST,
          SUDO_ACL,
          EXTERNAL_AUTH,
          EAUTH_ACL_MODULE,
          EAUTH_TIMEOUT,
          AUTH_LOCKOUT,
          AUTH_LOCKOUT_TIME,
          TOKEN_EXPIRE,
          TOKEN_EXPIRE_USER_OVERRIDE,
          KEEP_ACL_IN_TOKEN,
          TOKEN_FILE,
          SHAREDSECRET,
          EAUTH_AUTO,
          PERMISSIVE_ACL,
          ACL_MATCHING,
          PEER,
          PEER_RUN,
          AUDIT_LOG,
          AUDIT_MAX_SIZE,
          AUDIT_BACKUPS,
          AUDIT_REQUIRED,
          SHELL_PORT);

  /** All options of the master with the common ones, in the order of the sample file. */
  public static final List<Option<?>> ALL =
      Stream.of(CommonOptions.ALL, OWN, LdapOptions.ALL, AdOptions.ALL, PamOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private MasterOptions() {}
}
