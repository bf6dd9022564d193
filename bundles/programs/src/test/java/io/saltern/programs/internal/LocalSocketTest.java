// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.Caller;
import io.saltern.api.program.Program;
import io.saltern.api.program.ProgramCall;
import io.saltern.programs.internal.ClientProcess.Ended;
import io.saltern.testing.Await;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real socket and the real client in a process of its own. */
class LocalSocketTest {
  @TempDir Path root;
  private final Programs programs = new Programs();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private Path path;
  private LocalSocket socket;

  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path config = Files.createDirectories(root.resolve("conf"));
    Files.writeString(config.resolve("master"), "root_dir: " + root + "\nsock_dir: run\n");
    path = root.resolve("run").resolve(ProgramServer.SOCKET);
    programs.add("salt", new Echo(), 0);
    programs.add("salt-run", new Sleeper(), 0);
    socket = LocalSocket.open(path, programs);
  }

  @AfterEach
  void close() {
    socket.close();
    assertThat(path).doesNotExist();
  }

  /** Says who called with what, asks, and ends with 7. */
  private static final class Echo implements Program {
    @Override
    public int run(ProgramCall call) {
      call.out().print(call.caller().user() + " " + call.caller().proof() + "\n");
      call.out().print(call.arguments() + " " + call.terminal() + " " + call.columns() + "\n");
      try {
        Optional<char[]> answer = call.ask("Proceed? ", false);
        call.err().print(answer.map(String::new).orElse("nobody") + "\n");
      } catch (IOException e) {
        call.err().print(e + "\n");
      }
      return 7;
    }
  }

  private final class Sleeper implements Program {
    @Override
    public int run(ProgramCall call) throws InterruptedException {
      call.out().print("begun\n");
      started.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        interrupted.countDown();
        call.err().print("last words\n");
        return 3;
      }
      return 0;
    }
  }

  private ProcessBuilder client(String... typed) {
    return new ClientProcess(root.resolve("conf")).of(typed);
  }

  private static Ended end(ProcessBuilder builder, String input) throws Exception {
    return ClientProcess.end(builder, input);
  }

  private static String me() {
    return System.getProperty("user.name");
  }

  @Test
  void runsAProgramForTheMastersOwnUser() throws Exception {
    Ended ended = end(client("salt", "*", "test.echo", "", "ä b"), "yes\n");
    assertThat(ended.out())
        .isEqualTo(me() + " LOCAL_ADMIN\n[*, test.echo, , ä b] false 132\nProceed? ");
    assertThat(ended.err()).isEqualTo("yes\n");
    assertThat(ended.code()).isEqualTo(7);
  }

  @Test
  void tellsAProgramThatNobodyAnswers() throws Exception {
    assertThat(end(client("salt"), "").err()).isEqualTo("nobody\n");
  }

  @Test
  void everybodyMayConnectButIsJudgedByTheNameThatTheKernelGives() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-rw-rw-");
    assertThat(me()).as("this test starts a client as another user").isEqualTo("root");
    ProcessBuilder other = client("salt");
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid", "nobody", "--clear-groups"));
    // the client's classes must be readable for the other user
    Path classes = copyOf(Path.of(ClientProcess.classes()));
    readable(root.resolve("conf"));
    for (String word : other.command()) {
      command.add(word.equals(ClientProcess.classes()) ? classes.toString() : word);
    }
    other.command(command).environment().put("SUDO_USER", "alice");
    assertThat(end(other, "").out()).startsWith("nobody LOCAL_USER\n");
  }

  @Test
  void believesOnlyTheSuperuserWhoItWasBefore() {
    assertThat(new Peer("root", true).caller("alice")).isEqualTo(Caller.local("sudo_alice", true));
    assertThat(new Peer("root", true).caller("")).isEqualTo(Caller.local("root", true));
    assertThat(new Peer("root", true).caller("root")).isEqualTo(Caller.local("root", true));
    assertThat(new Peer("root", true).caller("a\nb")).isEqualTo(Caller.local("root", true));
    assertThat(new Peer("bob", false).caller("root")).isEqualTo(Caller.local("bob", false));
    assertThat(new Peer("salt", true).caller("alice")).isEqualTo(Caller.local("salt", true));
  }

  @Test
  void aClientThatIsKilledInterruptsItsProgram() throws Exception {
    Process process = client("salt-run").start();
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    process.destroyForcibly();
    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ctrlCLetsTheProgramSayItsLastWords() throws Exception {
    Process process = client("salt-run").start();
    assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(err).isEqualTo("last words\n");
    assertThat(process.exitValue()).isEqualTo(3);
  }

  @Test
  void refusesRubbishAndGoesOn() throws Exception {
    for (byte[] rubbish :
        List.of(
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            new byte[] {'R', 0x7f, -1, -1, -1},
            new byte[] {'R', 0, 0, 0, 5, 1, 0, 0, 0, 99},
            new byte[] {'X', 0, 0, 0, 0})) {
      try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        channel.write(ByteBuffer.wrap(rubbish));
        assertThat(ended(channel)).isTrue();
      }
    }
    assertThat(end(client("salt"), "").code()).isEqualTo(7);
  }

  private static boolean ended(SocketChannel channel) throws IOException {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void dropsAClientThatDoesNotAsk() throws Exception {
    Path other = path.resolveSibling("hasty");
    Duration deadline = Duration.ofMillis(300);
    LocalSocket hasty = LocalSocket.open(other, programs, deadline);
    long start = System.nanoTime();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(other))) {
      assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(deadline.dividedBy(2));
    } finally {
      hasty.close();
    }
  }

  @Test
  void refusesMoreThanItsPlacesAndRecovers() throws Exception {
    socket.close();
    // those who do not ask keep their places until a client has started, however long it takes
    socket = LocalSocket.open(path, programs, Duration.ofMinutes(10));
    List<SocketChannel> idle = new ArrayList<>();
    for (int i = 0; i < Places.ALL; i++) {
      idle.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
    }
    Ended ended = end(client("salt"), "");
    assertThat(ended.err()).contains("The master is busy: too many programs run already.");
    assertThat(ended.code()).isEqualTo(1);
    for (SocketChannel channel : idle) {
      channel.close();
    }
    Await.until(
        "a free place",
        () -> {
          try {
            return end(client("salt"), "").code() == 7;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void whoComesAtTheVeryEndIsNotKeptWaiting() throws Exception {
    socket.close();
    Path meeting = root.resolve("meeting.ipc");
    try (var server =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(meeting));
      try (SocketChannel late = SocketChannel.open(UnixDomainSocketAddress.of(meeting))) {
        socket.welcome(server.accept());
        assertThat(late.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  @Test
  void anUnknownProgramIsNamed() throws Exception {
    Ended ended = end(client("salt-cp"), "");
    assertThat(ended.err()).isEqualTo("The master has no program salt-cp.\n");
    assertThat(ended.code()).isEqualTo(69);
  }

  @Test
  void twoMastersCannotShareASocket() {
    assertThatThrownBy(() -> LocalSocket.open(path, programs))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another master listens on " + path);
  }

  @Test
  void takesOverTheSocketOfAMasterThatDied() throws Exception {
    Path dead = root.resolve("dead.ipc");
    try (var server =
        java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(dead));
    }
    assertThat(dead).exists();
    LocalSocket.open(dead, programs).close();
  }

  @Test
  void saysThatNoMasterRuns() throws Exception {
    socket.close();
    Ended salt = end(client("salt", "*", "test.ping"), "");
    assertThat(salt.err())
        .startsWith("The salt master could not be contacted. Is master running?\n");
    assertThat(salt.code()).isEqualTo(2);
    assertThat(end(client("salt-key", "-L"), "").code()).isEqualTo(75);
  }

  @Test
  void showsHelpAndVersionWithoutAMaster() throws Exception {
    socket.close();
    Ended help = end(client("salt-key", "--help"), "");
    assertThat(help.out())
        .startsWith("Usage: salt-key [options]\n")
        .doesNotContain("not supported");
    assertThat(help.code()).isZero();
    assertThat(end(client("salt", "--version"), "").out()).matches("salt \\d\\S* \\(Saltern\\)\n");
  }

  /** For every user, whatever the umask. */
  private static Path readable(Path path) throws IOException {
    try (var files = Files.walk(path)) {
      for (Path file : files.toList()) {
        String mode = Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
      }
    }
    return path;
  }

  private Path copyOf(Path source) throws IOException {
    Path target = root.resolve("client");
    if (Files.isRegularFile(source)) {
      return readable(Files.copy(source, root.resolve("client.jar")));
    }
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path to = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return readable(target);
  }
}
