// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.function.Default;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.function.Functions;
import io.saltern.api.function.Keywords;
import io.saltern.api.function.Positionals;
import io.saltern.api.function.SaltFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What functions there are. */
@Component(property = ExecutionModule.PROPERTY + "=sys")
public final class SysModule implements ExecutionModule {
  private final Functions functions;

  @Activate
  public SysModule(@Reference Functions functions) {
    this.functions = functions;
  }

  @Function(
      doc =
          """
          Return the documentation of all functions, or of the modules and functions named. A name
          may be a glob.

          CLI Example:

              salt '*' sys.doc
              salt '*' sys.doc sys
              salt '*' sys.doc sys.doc
              salt '*' sys.doc 'test.*'
          """)
  public Map<String, Object> doc(@Positionals List<String> args) {
    Map<String, Object> docs = new LinkedHashMap<>();
    select(args, SysModule::inModuleOrNamed).forEach(f -> docs.put(f.name(), f.doc()));
    return docs;
  }

  @Function(
      value = "list_functions",
      doc =
          """
          List all functions, or those of the modules named. A name may be a glob.

          CLI Example:

              salt '*' sys.list_functions
              salt '*' sys.list_functions sys
              salt '*' sys.list_functions 'sys.list_*'
          """)
  public List<String> listFunctions(
      @Positionals List<String> args, @Keywords Map<String, @Nullable Object> kwargs) {
    return select(args, SysModule::inModule).map(SaltFunction::name).toList();
  }

  @Function(
      value = "list_modules",
      doc =
          """
          List all modules, or those named. A name may be a glob.

          CLI Example:

              salt '*' sys.list_modules
              salt '*' sys.list_modules 's*'
          """)
  public List<String> listModules(@Positionals List<String> args) {
    return select(args, SysModule::inModule).map(SysModule::module).distinct().toList();
  }

  @Function(
      doc =
          """
          Return what the functions of a module can be called with. A name may be a glob.

          CLI Example:

              salt '*' sys.argspec sys.doc
              salt '*' sys.argspec sys
              salt '*' sys.argspec
          """)
  public Map<String, Object> argspec(@Default("") String module) {
    Map<String, Object> specs = new LinkedHashMap<>();
    select(module.isEmpty() ? List.of("*") : List.of(module), SysModule::inModule)
        .forEach(f -> specs.put(f.name(), f.arguments().report()));
    return specs;
  }

  private Stream<SaltFunction> select(
      List<String> names, java.util.function.Function<String, Predicate<String>> plain) {
    Stream<SaltFunction> all = functions.table().functions().values().stream();
    if (names.isEmpty()) {
      return all;
    }
    List<Predicate<String>> wanted =
        names.stream()
            .map(name -> name.indexOf('*') >= 0 ? ShellPattern.of(name) : plain.apply(name))
            .toList();
    return all.filter(f -> wanted.stream().anyMatch(w -> w.test(f.name())));
  }

  private static Predicate<String> inModule(String name) {
    if (name.indexOf('.') >= 0) {
      return function -> function.equals(name);
    }
    return function -> function.startsWith(name + ".");
  }

  private static Predicate<String> inModuleOrNamed(String name) {
    String prefix = name.isEmpty() || name.endsWith(".") ? name : name + ".";
    return function -> function.equals(name) || function.startsWith(prefix);
  }

  private static String module(SaltFunction function) {
    return function.name().substring(0, function.name().indexOf('.'));
  }
}
