// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.saltern.api.FunctionCall;
import io.saltern.api.JobId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionTableTest {
  private final FunctionTable table = FunctionTable.of("m", new Module());

  public static final class Module {
    @Function(doc = "")
    public boolean none() {
      return true;
    }

    @Function(doc = "")
    public Object one(Object text) {
      return text;
    }

    @Function(doc = "")
    public String two(String a, @Named("b_c") String b) {
      return a + b;
    }

    @Function(doc = "")
    public String three(String a, String b, String c) {
      return a + b + c;
    }

    @Function(doc = "")
    public Object optional(@Default("60") long max, @Default("True") boolean flag) {
      return List.of(max, flag);
    }

    @Function(doc = "")
    public Object mixed(String first, @Default Object second) {
      return Arrays.asList(first, second);
    }

    @Function(doc = "")
    public Object all(
        @Positionals List<Object> args, @Keywords Map<String, Object> kwargs, JobContext job) {
      return List.of(args, kwargs, job.user());
    }

    @Function(value = "true", doc = "Says yes.\n\nCLI Example:\n\n    salt '*' m.true")
    public boolean yes() {
      return true;
    }

    @Function(doc = "")
    public Object fail(String how) throws Exception {
      throw switch (how) {
        case "command" -> new FunctionException(FunctionException.Kind.COMMAND, "it broke");
        case "invocation" -> new FunctionException(FunctionException.Kind.INVOCATION, "nonsense");
        case "missing" -> new FunctionException(FunctionException.Kind.COMMAND_NOT_FOUND, "lsof");
        case "interrupt" -> new InterruptedException();
        default -> new Exception(how);
      };
    }

    @Function(doc = "")
    public Object retcode(@Default("42") int code, JobContext job) {
      job.retcode(code);
      return true;
    }

    @Function(doc = "")
    public Object given(Map<String, Object> value) {
      return value;
    }
  }

  /** The texts are those of Salt 3008.2 for Python functions with the same parameters. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m.none  | x     |     | none() takes 0 positional arguments but 1 was given
          m.none  | x,y   |     | none() takes 0 positional arguments but 2 were given
          m.one   |       |     | one() missing 1 required positional argument: 'text'
          m.one   | x,y   |     | one() takes 1 positional argument but 2 were given
          m.one   | x     | text=1 | one() got multiple values for argument 'text'
          m.two   |       |     | two() missing 2 required positional arguments: 'a' and 'b_c'
          m.two   | x     |     | two() missing 1 required positional argument: 'b_c'
          m.two   | x,y,z |     | two() takes 2 positional arguments but 3 were given
          m.three |       |     | three() missing 3 required positional arguments: 'a', 'b', and 'c'
          m.optional | 1,2,3 |  | optional() takes from 0 to 2 positional arguments but 3 were given
          m.mixed | 1,2,3 |     | mixed() takes from 1 to 2 positional arguments but 3 were given
          m.optional | x  |     | argument 'max' must be int, not 'x'
          """)
  void aWrongCallIsAnsweredInPythonsWords(
      String function, String positional, String keywords, String text) throws Exception {
    FunctionResult result = run(function, split(positional), keywords(keywords));
    assertThat(result.value())
        .isEqualTo("Passed invalid arguments to " + function + ": " + text + "\n");
    assertThat(result.retcode()).isEqualTo(1);
    assertThat(result.outputter()).isEqualTo("nested");
    assertThat(result.failure()).isInstanceOf(FunctionException.class);
  }

  @Test
  void unknownKeywordsAreAnInvocationError() throws Exception {
    Map<String, Object> keywords = new LinkedHashMap<>();
    keywords.put("a", 1L);
    keywords.put("b", Arrays.asList("x", null));
    assertThat(run("m.none", List.of(), keywords).value())
        .isEqualTo(
            "ERROR executing 'm.none': The following keyword arguments are not valid: a=1,"
                + " b=['x', None]");
  }

  @Test
  void argumentsFindTheirParameters() throws Exception {
    assertThat(run("m.two", List.of("x"), Map.of("b_c", 2L)).value()).isEqualTo("x2");
    assertThat(run("m.optional", List.of("7"), Map.of("flag", "false")).value())
        .isEqualTo(List.of(7L, false));
    assertThat(run("m.optional", List.of(), Map.of()).value()).isEqualTo(List.of(60L, true));
    assertThat(run("m.mixed", List.of("x"), Map.of()).value()).isEqualTo(Arrays.asList("x", null));
  }

  @Test
  void theRestAndThePublicationGoWhereTheyAreTaken() throws Exception {
    JobRun job = new JobRun(JobId.at(java.time.Instant.EPOCH), "root", Map.of("fun", "m.all"));
    FunctionCall call = new FunctionCall("m.all", List.of(1L, "b"), Map.of("k", "v"));
    assertThat(table.run(call, job).value())
        .isEqualTo(List.of(List.of(1L, "b"), Map.of("k", "v", "__pub_fun", "m.all"), "root"));
  }

  @Test
  void whatAFunctionThrowsBecomesSaltsWords() throws Exception {
    assertThat(run("m.fail", List.of("command"), Map.of()).value()).isEqualTo("ERROR: it broke");
    assertThat(run("m.fail", List.of("invocation"), Map.of()).value())
        .isEqualTo("ERROR executing 'm.fail': nonsense");
    assertThat(run("m.fail", List.of("missing"), Map.of()).value())
        .isEqualTo("Command required for 'm.fail' not found: lsof");
    assertThat((String) run("m.fail", List.of("Oh noes!"), Map.of()).value())
        .startsWith("The minion function caused an exception: Traceback (most recent call last):\n")
        .contains("  File \"FunctionTableTest.java\", line ")
        .endsWith("Exception: Oh noes!\n");
    assertThatThrownBy(() -> run("m.fail", List.of("interrupt"), Map.of()))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void aMissingFunctionIsNotAvailable() throws Exception {
    FunctionResult result = run("m.nosuch", List.of(), Map.of());
    assertThat(result.value()).isEqualTo("'m.nosuch' is not available.");
    assertThat(result.success()).isFalse();
    assertThat(run("m.tw", List.of(), Map.of()).value())
        .isEqualTo(Map.of("m.two", "", "m.tw", "'m.tw' is not available."));
  }

  @Test
  void theReturnCodeIsTheFunctionsOrTheValues() throws Exception {
    assertThat(run("m.retcode", List.of(), Map.of()).retcode()).isEqualTo(42);
    assertThat(run("m.given", List.of(Map.of("result", false)), Map.of()).retcode()).isEqualTo(1);
    assertThat(run("m.given", List.of(Map.of("result", true)), Map.of()).retcode()).isZero();
  }

  @Test
  void argumentsAndDocumentationAreReported() {
    assertThat(table.functions().get("m.optional").arguments().report())
        .containsEntry("args", List.of("max", "flag"))
        .containsEntry("defaults", List.of(60L, true))
        .containsEntry("varargs", null)
        .containsEntry("kwargs", null);
    assertThat(table.functions().get("m.true").doc())
        .isEqualTo("\n    Says yes.\n\n    CLI Example:\n\n        salt '*' m.true\n    ");
  }

  private FunctionResult run(String function, List<?> positional, Map<String, ?> keywords)
      throws InterruptedException {
    return table.run(
        new FunctionCall(function, List.copyOf(positional), new LinkedHashMap<>(keywords)),
        new JobRun(JobId.at(java.time.Instant.EPOCH), "root", Map.of()));
  }

  private static List<String> split(String text) {
    return text == null ? List.of() : List.of(text.split(","));
  }

  private static Map<String, Object> keywords(String text) {
    return text == null ? Map.of() : Map.of(text.split("=")[0], text.split("=")[1]);
  }
}
