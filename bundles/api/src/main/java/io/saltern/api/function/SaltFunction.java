// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.FunctionCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A function that can be called by name: a {@link Function} method of some object. */
public final class SaltFunction {
  private final String name;
  private final Object owner;
  private final Method method;
  private final List<Parameter> parameters;
  private final String doc;

  SaltFunction(String module, Object owner, Method method, Function annotation) {
    this.owner = owner;
    this.method = method;
    method.setAccessible(true);
    name = module + "." + (annotation.value().isEmpty() ? method.getName() : annotation.value());
    parameters = Stream.of(method.getParameters()).map(Parameter::of).toList();
    doc = annotation.doc().isBlank() ? "" : framed(annotation.doc());
  }

  private static String framed(String text) {
    return "\n" + text.strip().indent(4).replaceAll("(?m)^ +$", "") + "    ";
  }

  /** Module and function, as {@code test.ping}. */
  public String name() {
    return name;
  }

  /** Its documentation, indented and framed by newlines as Python has it; empty when none. */
  public String doc() {
    return doc;
  }

  /** What it can be called with. */
  public ArgumentSpec arguments() {
    List<Parameter> named = named();
    List<@Nullable Object> defaults = new ArrayList<>();
    named.stream().filter(Parameter::optional).forEach(p -> defaults.add(p.defaultValue()));
    return new ArgumentSpec(
        named.stream().map(Parameter::name).toList(),
        defaults,
        has(Parameter.Kind.POSITIONALS),
        has(Parameter.Kind.KEYWORDS));
  }

  /** The names of the parameters that are {@link Secret}. */
  public List<String> secrets() {
    return named().stream().filter(Parameter::secret).map(Parameter::name).toList();
  }

  /**
   * Calls it on this thread.
   *
   * @throws FunctionException when the arguments do not fit, or the function says so
   * @throws InterruptedException when the job was ended
   * @throws Exception whatever the function throws
   */
  public @Nullable Object call(FunctionCall call, JobContext job) throws Exception {
    Object[] values = new Binding(name, parameters).bind(call, job);
    try {
      return method.invoke(owner, values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause instanceof Exception failure) {
        throw failure;
      }
      if (cause instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  private List<Parameter> named() {
    return parameters.stream().filter(p -> p.kind() == Parameter.Kind.NAMED).toList();
  }

  private boolean has(Parameter.Kind kind) {
    return parameters.stream().anyMatch(p -> p.kind() == kind);
  }

  /** How the frames of its method are named in a stack trace. */
  boolean isAt(StackTraceElement frame) {
    return frame.getMethodName().equals(method.getName())
        && frame.getClassName().equals(method.getDeclaringClass().getName());
  }

  @Override
  public String toString() {
    return name;
  }
}
