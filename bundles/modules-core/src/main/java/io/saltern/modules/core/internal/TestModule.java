// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.FunctionCall;
import io.saltern.api.function.Default;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.function.FunctionException;
import io.saltern.api.function.FunctionResult;
import io.saltern.api.function.Functions;
import io.saltern.api.function.JobContext;
import io.saltern.api.function.JobRun;
import io.saltern.api.function.Keywords;
import io.saltern.api.function.Named;
import io.saltern.api.function.Positionals;
import io.saltern.api.function.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Functions that do nothing useful, to find out whether the rest works. */
@Component(property = ExecutionModule.PROPERTY + "=test")
public final class TestModule implements ExecutionModule {
  private final Functions functions;
  private final String version;

  @Activate
  public TestModule(@Reference Functions functions, BundleContext context) {
    this.functions = functions;
    this.version = SalternVersion.text(context);
  }

  @Function(
      doc =
          """
          Make sure the minion is up and answers. Not an ICMP ping.

          Returns True.

          CLI Example:

              salt '*' test.ping
          """)
  public boolean ping() {
    return true;
  }

  @Function(
      doc =
          """
          Return a text, to test the connection.

          CLI Example:

              salt '*' test.echo 'foo bar baz quo qux'
          """)
  public @Nullable Object echo(@Nullable Object text) {
    return text;
  }

  @Function(
      doc =
          """
          Return the version of Saltern on the minion.

          CLI Example:

              salt '*' test.version
          """)
  public String version() {
    return version;
  }

  @Function(
      value = "versions_information",
      doc =
          """
          Report the versions of Saltern and of what it runs on.

          CLI Example:

              salt '*' test.versions_information
          """)
  public Map<String, Object> versionsInformation() {
    return SalternVersion.information(version);
  }

  @Function(
      value = "versions_report",
      doc =
          """
          Report the versions of Saltern and of what it runs on, as a text.

          CLI Example:

              salt '*' test.versions_report
          """)
  public String versionsReport() {
    return SalternVersion.report(version);
  }

  @Function(
      doc =
          """
          Return the arguments and the keyword arguments, with those that come from the publication.

          CLI Example:

              salt '*' test.arg 1 "two" 3.1 txt="hello" wow='{a: 1, b: "hello"}'
          """)
  public Map<String, Object> arg(
      @Positionals List<@Nullable Object> args, @Keywords Map<String, @Nullable Object> kwargs) {
    return pair(args, kwargs);
  }

  @Function(
      value = "arg_clean",
      doc =
          """
          Like test.arg, without the keyword arguments that come from the publication.

          CLI Example:

              salt '*' test.arg_clean 1 "two" 3.1 txt="hello"
          """)
  public Map<String, Object> argClean(
      @Positionals List<@Nullable Object> args, @Keywords Map<String, @Nullable Object> kwargs) {
    kwargs.keySet().removeIf(name -> name.startsWith("__pub_"));
    return pair(args, kwargs);
  }

  @Function(
      value = "arg_repr",
      doc =
          """
          Return the arguments and the keyword arguments as Python writes them.

          CLI Example:

              salt '*' test.arg_repr 1 "two" 3.1 txt="hello" wow='{a: 1, b: "hello"}'
          """)
  public Map<String, Object> argRepr(
      @Positionals List<@Nullable Object> args, @Keywords Map<String, @Nullable Object> kwargs) {
    return pair(PythonText.tuple(args), PythonText.repr(kwargs));
  }

  @Function(
      value = "arg_type",
      doc =
          """
          Return the types of the arguments and the keyword arguments.

          CLI Example:

              salt '*' test.arg_type 1 'int'
          """)
  public Map<String, Object> argType(
      @Positionals List<@Nullable Object> args, @Keywords Map<String, @Nullable Object> kwargs) {
    Map<String, Object> types = new LinkedHashMap<>();
    kwargs.forEach((name, value) -> types.put(name, type(value)));
    return pair(args.stream().map(TestModule::type).toList(), types);
  }

  @Function(
      doc =
          """
          Return the keyword arguments, with those that come from the publication.

          CLI Example:

              salt '*' test.kwarg num=1 txt="two" env='{a: 1, b: "hello"}'
          """)
  public Map<String, @Nullable Object> kwarg(@Keywords Map<String, @Nullable Object> kwargs) {
    return kwargs;
  }

  @Function(
      doc =
          """
          Wait for a number of seconds.

          CLI Example:

              salt '*' test.sleep 20
          """)
  public boolean sleep(double length) throws InterruptedException {
    Thread.sleep(Math.round(Math.max(0, length) * 1000));
    return true;
  }

  @Function(
      value = "rand_sleep",
      doc =
          """
          Wait for a random number of seconds, at most max.

          CLI Example:

              salt '*' test.rand_sleep 60
          """)
  public boolean randSleep(@Default("60") int max) throws InterruptedException {
    Thread.sleep(1000L * ThreadLocalRandom.current().nextInt(Math.max(0, max) + 1));
    return true;
  }

  @Function(
      doc =
          """
          Fail with an exception.

          CLI Example:

              salt '*' test.exception 'Oh noes!'
          """)
  public boolean exception(@Default("Test Exception") String message) throws Exception {
    throw new Exception(message);
  }

  @Function(
      doc =
          """
          Fail unless the argument is true.

          CLI Example:

              salt '*' test.assertion False
          """)
  public @Nullable Object assertion(boolean assertion) {
    if (!assertion) {
      throw new AssertionError();
    }
    return null;
  }

  @Function(
      doc =
          """
          Return the argument, to test an outputter.

          CLI Example:

              salt '*' test.outputter foobar
          """)
  public @Nullable Object outputter(@Nullable Object data) {
    return data;
  }

  @Function(
      doc =
          """
          Return True with a return code.

          CLI Example:

              salt '*' test.retcode 42
          """)
  public boolean retcode(@Default("42") int code, JobContext job) {
    job.retcode(code);
    return true;
  }

  @Function(
      value = "true",
      doc =
          """
          Return True.

          CLI Example:

              salt '*' test.true
          """)
  public boolean yes() {
    return true;
  }

  @Function(
      value = "false",
      doc =
          """
          Return False.

          CLI Example:

              salt '*' test.false
          """)
  public boolean no() {
    return false;
  }

  @Function(
      value = "try",
      doc =
          """
          Run a function; when it fails return None, or the error's text when asked to.

          CLI Example:

              salt '*' test.try module=test.exception return_try_exception=True
          """)
  public @Nullable Object attempt(
      String module,
      @Named("return_try_exception") @Default("False") boolean returnException,
      @Keywords Map<String, @Nullable Object> kwargs,
      JobContext job)
      throws InterruptedException {
    kwargs.keySet().removeIf(name -> name.startsWith("__pub_"));
    FunctionResult result = run(new FunctionCall(module, List.of(), kwargs), job);
    if (result.failure() == null && result.outputter() == null) {
      return result.value();
    }
    return returnException ? result.value() : null;
  }

  @Function(
      value = "cross_test",
      doc =
          """
          Run a function of the minion from within this one.

          CLI Example:

              salt '*' test.cross_test grains.get '[os]'
          """)
  public @Nullable Object crossTest(
      String func, @Default @Nullable List<@Nullable Object> args, JobContext job)
      throws FunctionException, InterruptedException {
    List<@Nullable Object> given = args == null ? List.of() : args;
    FunctionResult result = run(new FunctionCall(func, given, Map.of()), job);
    if (!result.success()) {
      throw new FunctionException(FunctionException.Kind.COMMAND, PythonText.str(result.value()));
    }
    return result.value();
  }

  @Function(
      doc =
          """
          Return the modules that are there and the providers they are used for.

          CLI Example:

              salt '*' test.providers
          """)
  public Map<String, Object> providers() {
    Map<String, Object> providers = new TreeMap<>();
    functions.table().functions().keySet().stream()
        .map(name -> name.substring(0, name.indexOf('.')))
        .forEach(module -> providers.put(module, module));
    return providers;
  }

  @Function(
      value = "not_loaded",
      doc =
          """
          List the modules that could not be loaded.

          CLI Example:

              salt '*' test.not_loaded
          """)
  public List<Object> notLoaded() {
    return List.of();
  }

  @Function(
      doc =
          """
          Return a Fibonacci number and the seconds it took to compute.

          CLI Example:

              salt '*' test.fib 3
          """)
  public List<Object> fib(int num) throws FunctionException {
    return Sums.fibonacci(num);
  }

  @Function(
      doc =
          """
          Return the Collatz sequence from a number and the seconds it took to compute.

          CLI Example:

              salt '*' test.collatz 3
          """)
  public List<Object> collatz(long start) throws FunctionException {
    return Sums.collatz(start);
  }

  private FunctionResult run(FunctionCall call, JobContext job) throws InterruptedException {
    return functions.table().run(call, new JobRun(job.job(), job.user(), Map.of()));
  }

  private static String type(@Nullable Object value) {
    return "<class '" + PythonText.type(value) + "'>";
  }

  private static Map<String, Object> pair(Object args, Object kwargs) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("args", args);
    pair.put("kwargs", kwargs);
    return pair;
  }
}
