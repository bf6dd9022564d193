// SPDX-License-Identifier: Apache-2.0
package io.saltern.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.saltern.api.Caller;
import io.saltern.api.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Each command against a console and a registry that hold one program. */
class CommandsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);
  private String registered = "";

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(new CmdCommand(), "cmd", "salt", List.of("a", "b")),
        Arguments.of(new RunCommand(), "run", "salt-run", List.of("a", "b")),
        Arguments.of(new KeyListCommand(), "key-list", "salt-key", List.of("--list-all", "a", "b")),
        Arguments.of(
            new KeyAcceptCommand(),
            "key-accept",
            "salt-key",
            List.of("--yes", "--accept", "a", "b")),
        Arguments.of(
            new KeyRejectCommand(),
            "key-reject",
            "salt-key",
            List.of("--yes", "--reject", "a", "b")),
        Arguments.of(
            new KeyDeleteCommand(),
            "key-delete",
            "salt-key",
            List.of("--yes", "--delete", "a", "b")),
        Arguments.of(
            new MasterStatusCommand(),
            "master-status",
            "salt-run",
            List.of("manage.master_status", "a", "b")),
        Arguments.of(
            new MinionListCommand(), "minion-list", "salt-run", List.of("manage.status", "a", "b")),
        Arguments.of(
            new AclExplainCommand(), "acl-explain", "salt-acl", List.of("explain", "a", "b")),
        Arguments.of(new AclTestCommand(), "acl-test", "salt-acl", List.of("test", "a", "b")),
        Arguments.of(new AclListCommand(), "acl-list", "salt-acl", List.of("list", "a", "b")),
        Arguments.of(
            new AuthTestCommand(), "auth-test", "salt-run", List.of("auth.test", "a", "b")),
        Arguments.of(new AclLintCommand(), "acl-lint", "salt-acl", List.of("lint", "a", "b")),
        Arguments.of(
            new AuditVerifyCommand(),
            "audit-verify",
            "salt-acl",
            List.of("audit", "verify", "a", "b")));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("commands")
  void handsItsWordsToAProgram(
      ProgramCommand command, String name, String program, List<String> words) throws Exception {
    assertThat(command.getClass().getAnnotation(Command.class).scope()).isEqualTo("salt");
    assertThat(command.getClass().getAnnotation(Command.class).name()).isEqualTo(name);
    registered = program;
    run(command);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(Caller.shell("admin") + "\n" + words + "\nerror\nanswer to Sure? \n");
  }

  @Test
  void saysWhenTheProgramIsNotThere() throws Exception {
    registered = "other";
    run(new CmdCommand());
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("The program salt is not there now.\n");
  }

  private void run(ProgramCommand command) throws Exception {
    command.session =
        proxy(
            Session.class,
            Map.of("get", "admin", "getConsole", console, "readLine", "answer to Sure? "));
    command.bundles = registry();
    command.words = List.of("a", "b");
    command.execute();
  }

  private BundleContext registry() {
    ServiceReference<?> reference = proxy(ServiceReference.class, Map.of());
    Program program =
        call -> {
          call.out().print(call.caller() + "\n" + call.arguments() + "\n");
          call.err().print("error\n");
          try {
            call.out().print(new String(call.ask("Sure? ", false).orElseThrow()) + "\n");
          } catch (java.io.IOException e) {
            throw new AssertionError(e);
          }
          return 0;
        };
    return (BundleContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getServiceReferences" ->
                      arguments[1].equals("(program=" + registered + ")")
                          ? List.of(reference)
                          : List.of();
                  case "getService" -> program;
                  case "ungetService" -> true;
                  default -> throw new AssertionError(method);
                });
  }

  private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.get(method.getName())));
  }
}
