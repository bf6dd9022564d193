// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.function;

import io.saltern.api.FunctionCall;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Functions by name, and the way Salt calls them: whatever goes wrong becomes an answer in Salt's
 * words. Immutable.
 */
public final class FunctionTable {
  /** How a return code of 1 is named in Salt: something went wrong. */
  public static final int GENERIC_FAILURE = 1;

  /** The return code of a job that was ended, less the number of the signal. */
  public static final int ENDED = 128;

  /** A table without functions. */
  public static final FunctionTable EMPTY = new FunctionTable(new TreeMap<>());

  private static final String NESTED = "nested";
  private static final int MAX_FRAMES = 40;

  private final SortedMap<String, SaltFunction> functions;

  private FunctionTable(SortedMap<String, SaltFunction> functions) {
    this.functions = Collections.unmodifiableSortedMap(functions);
  }

  /**
   * The {@link Function} methods of an object.
   *
   * @param module the name before the dot
   * @throws IllegalArgumentException when a method is compiled without names of parameters, or two
   *     have one name
   */
  public static FunctionTable of(String module, Object owner) {
    SortedMap<String, SaltFunction> found = new TreeMap<>();
    for (Method method : owner.getClass().getMethods()) {
      Function annotation = method.getAnnotation(Function.class);
      if (annotation != null) {
        SaltFunction function = new SaltFunction(module, owner, method, annotation);
        if (found.put(function.name(), function) != null) {
          throw new IllegalArgumentException("two functions are named " + function);
        }
      }
    }
    return new FunctionTable(found);
  }

  /** The functions of several tables; of equal names, the later table's. */
  public static FunctionTable join(Collection<FunctionTable> tables) {
    SortedMap<String, SaltFunction> all = new TreeMap<>();
    tables.forEach(table -> all.putAll(table.functions));
    return new FunctionTable(all);
  }

  /** All functions, by name in alphabetical order; unmodifiable. */
  public SortedMap<String, SaltFunction> functions() {
    return functions;
  }

  /** The function of that name. */
  public Optional<SaltFunction> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /**
   * Calls a function on this thread and words the outcome as Salt does.
   *
   * @throws InterruptedException when the job was ended while it ran
   */
  public FunctionResult run(FunctionCall call, JobRun job) throws InterruptedException {
    SaltFunction function = functions.get(call.function());
    if (function == null) {
      return missing(call.function());
    }
    try {
      Object value = function.call(call, job);
      return new FunctionResult(value, retcode(job.retcode(), value), null, null);
    } catch (FunctionException e) {
      return failed(wording(function, e), e);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      return failed("The minion function caused an exception: " + trace(function, e), e);
    }
  }

  private FunctionResult missing(String name) {
    String text = "'" + name + "' is not available.";
    Map<String, Object> docs = new LinkedHashMap<>();
    functions.tailMap(name).entrySet().stream()
        .takeWhile(e -> e.getKey().startsWith(name))
        .forEach(e -> docs.put(e.getKey(), e.getValue().doc()));
    if (docs.isEmpty()) {
      return failed(text, null);
    }
    docs.put(name, text);
    return failed(docs, null);
  }

  private static FunctionResult failed(Object value, @Nullable Throwable why) {
    return new FunctionResult(value, GENERIC_FAILURE, NESTED, why);
  }

  private static int retcode(int set, @Nullable Object value) {
    boolean badMap =
        value instanceof Map<?, ?> map && (isFalse(map, "result") || isFalse(map, "success"));
    return set == 0 && badMap ? GENERIC_FAILURE : set;
  }

  private static boolean isFalse(Map<?, ?> map, String key) {
    if (!map.containsKey(key)) {
      return false;
    }
    Object value = map.get(key);
    return value == null
        || Boolean.FALSE.equals(value)
        || "".equals(value)
        || (value instanceof Number number && number.doubleValue() == 0)
        || (value instanceof Collection<?> several && several.isEmpty())
        || (value instanceof Map<?, ?> inner && inner.isEmpty());
  }

  private static String wording(SaltFunction function, FunctionException e) {
    return switch (e.kind()) {
      case ARGUMENTS ->
          "Passed invalid arguments to "
              + function.name()
              + ": "
              + e.getMessage()
              + "\n"
              + function.doc();
      case INVOCATION -> "ERROR executing '" + function.name() + "': " + e.getMessage();
      case COMMAND -> "ERROR: " + e.getMessage();
      case COMMAND_NOT_FOUND ->
          "Command required for '" + function.name() + "' not found: " + e.getMessage();
    };
  }

  /** The failure in the form of a Python traceback, from the function's method on. */
  private static String trace(SaltFunction function, Throwable failure) {
    List<StackTraceElement> frames = List.of(failure.getStackTrace());
    StringBuilder text = new StringBuilder("Traceback (most recent call last):\n");
    int outermost = 0;
    while (outermost < frames.size() - 1 && !function.isAt(frames.get(outermost))) {
      outermost++;
    }
    for (int i = Math.min(outermost, MAX_FRAMES); i >= 0 && i < frames.size(); i--) {
      StackTraceElement frame = frames.get(i);
      text.append("  File \"")
          .append(frame.getFileName())
          .append("\", line ")
          .append(frame.getLineNumber())
          .append(", in ")
          .append(frame.getMethodName())
          .append('\n');
    }
    String message = failure.getMessage();
    return text.append(failure.getClass().getSimpleName())
        .append(message == null || message.isEmpty() ? "" : ": " + message)
        .append('\n')
        .toString();
  }
}
