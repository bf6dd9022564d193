// SPDX-License-Identifier: Apache-2.0
package io.saltern.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code salt}, {@code salt-key} and {@code salt-run} as they are typed: hands everything to the
 * master and shows what it sends back. The first argument is the program's name.
 */
public final class Main {
  /** Exit code of {@code salt-key} when no master runs; its script then works on the files. */
  static final int NO_MASTER_FOR_KEYS = 75;

  private static final int NO_MASTER = 2;
  private static final String SOCKET = "saltern.ipc";
  private static final List<String> READ_ARGUMENTS = List.of("salt", "salt-run");
  private static final List<String> ANSWERED_HERE =
      List.of("-h", "--help", "--version", "-V", "--versions-report");

  private Main() {}

  public static void main(String[] args) throws IOException {
    String program = args[0];
    List<String> typed = Arrays.asList(args).subList(1, args.length);
    Runtime.getRuntime().halt(run(program, typed));
  }

  private static int run(String program, List<String> given) throws IOException {
    if (answered(program, given)) {
      return 0;
    }
    List<String> typed = given;
    Path socket;
    try {
      if (READ_ARGUMENTS.contains(program)) {
        typed = TypedArguments.of(given, System.in);
      }
      socket = ConfiguredPaths.read(configDir(typed), "master").sockets().resolve(SOCKET);
    } catch (IOException e) {
      System.err.println("[ERROR   ] The arguments or the configuration cannot be read: " + e);
      return NO_MASTER;
    }
    SocketChannel channel;
    try {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return noMaster(program, socket, e);
    }
    return new Conversation(channel).hold(program, typed);
  }

  private static int noMaster(String program, Path socket, IOException why) {
    if (program.equals("salt-key")) {
      return NO_MASTER_FOR_KEYS;
    }
    System.err.println("The salt master could not be contacted. Is master running?");
    System.err.println(
        "[ERROR   ] Unable to connect to the salt master at " + socket + ": " + why.getMessage());
    return NO_MASTER;
  }

  /** Prints help or versions, if that is what was typed. */
  public static boolean answered(String program, List<String> typed) throws IOException {
    String wanted = answeredHere(typed);
    if (wanted != null) {
      System.out.print(
          switch (wanted) {
            case "--version" -> program + " " + version() + " (Saltern)\n";
            case "-V", "--versions-report" -> VersionsReport.of(version());
            default -> help(program);
          });
      System.out.flush();
    }
    return wanted != null;
  }

  /** The first option that needs no master; null when there is none. */
  private static @Nullable String answeredHere(List<String> typed) {
    for (String word : typed) {
      if (word.equals("--")) {
        return null;
      }
      if (ANSWERED_HERE.contains(word)) {
        return word;
      }
    }
    return null;
  }

  private static String version() throws IOException {
    return resource("version").strip();
  }

  private static String help(String program) throws IOException {
    String text = resource(program);
    int hidden = text.indexOf("Known to Salt, but not supported here:");
    return hidden < 0 ? text : text.substring(0, hidden);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream(name + ".txt")) {
      if (in == null) {
        throw new IOException("no text of " + name);
      }
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** {@code -c DIR}, or else {@code SALT_CONFIG_DIR}, or else Salt's usual folder. */
  public static Path configDir(List<String> typed) {
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (word.equals("--")) {
        break;
      }
      if (name.length() > "--con".length() && "--config-dir".startsWith(name)) {
        return equals < 0 ? following(typed, i) : Path.of(word.substring(equals + 1));
      }
      if (word.equals("-c")) {
        return following(typed, i);
      }
      if (word.startsWith("-c")) {
        return Path.of(word.substring(2));
      }
    }
    String set = System.getenv("SALT_CONFIG_DIR");
    return Path.of(set == null || set.isEmpty() ? "/etc/salt" : set);
  }

  private static Path following(List<String> typed, int i) {
    return Path.of(i + 1 < typed.size() ? typed.get(i + 1) : ".");
  }
}
