// SPDX-License-Identifier: Apache-2.0
package io.saltern.modules.core.internal;

import io.saltern.api.function.Default;
import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.Function;
import io.saltern.api.function.Keywords;
import io.saltern.api.function.Named;
import io.saltern.api.function.Positionals;
import io.saltern.api.function.PythonText;
import io.saltern.api.minion.MinionState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of this machine. */
@Component(property = ExecutionModule.PROPERTY + "=grains")
public final class GrainsModule implements ExecutionModule {
  private static final Map<String, String> SANITIZED =
      Map.of(
          "serialnumber", "XXXXXXXXXXX",
          "domain", "DOMAINNAME",
          "fqdn", "MINION.DOMAINNAME",
          "id", "MINION.DOMAINNAME",
          "host", "MINION",
          "localhost", "MINION",
          "nodename", "MINION");

  private final MinionState minion;

  @Activate
  public GrainsModule(@Reference MinionState minion) {
    this.minion = minion;
  }

  @Function(
      doc =
          """
          Return all grains, on demand without what tells which machine it is.

          CLI Example:

              salt '*' grains.items
              salt '*' grains.items sanitize=True
          """)
  public Map<String, @Nullable Object> items(@Default("False") boolean sanitize) {
    Map<String, @Nullable Object> grains = new LinkedHashMap<>(minion.grains());
    if (sanitize) {
      SANITIZED.forEach(grains::replace);
    }
    return grains;
  }

  @Function(
      doc =
          """
          Return the grains named; keys of nested ones follow after a colon.

          CLI Example:

              salt '*' grains.item os
              salt '*' grains.item os osrelease oscodename
              salt '*' grains.item host sanitize=True
          """)
  public Map<String, @Nullable Object> item(
      @Positionals List<String> args, @Keywords Map<String, @Nullable Object> kwargs) {
    Object otherwise = kwargs.containsKey("default") ? kwargs.get("default") : "";
    String delimiter = PythonText.str(kwargs.getOrDefault("delimiter", ":"));
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    for (String name : args) {
      found.put(name, DataPath.find(minion.grains(), name, delimiter).orElse(otherwise));
    }
    if (PythonText.str(kwargs.get("sanitize")).equalsIgnoreCase("true")) {
      SANITIZED.forEach(found::replace);
    }
    return found;
  }

  @Function(
      doc =
          """
          Return one grain, or a default. Keys of nested grains follow after the delimiter.

          CLI Example:

              salt '*' grains.get os
              salt '*' grains.get ip4_interfaces:lo
              salt '*' grains.get 'abc::def|ghi' delimiter='|'
          """)
  public @Nullable Object get(
      String key,
      @Named("default") @Default("") @Nullable Object otherwise,
      @Default(":") String delimiter,
      @Default("True") boolean ordered) {
    return DataPath.find(minion.grains(), key, delimiter).orElse(otherwise);
  }

  @Function(
      value = "has_value",
      doc =
          """
          Tell whether there is such a grain. Keys of nested grains follow after a colon.

          CLI Example:

              salt '*' grains.has_value ip4_interfaces:lo
          """)
  public boolean hasValue(String key) {
    return DataPath.find(minion.grains(), key, ":").isPresent();
  }

  @Function(
      doc =
          """
          List the names of all grains.

          CLI Example:

              salt '*' grains.ls
          """)
  public List<String> ls() {
    return List.copyOf(new TreeSet<>(minion.grains().keySet()));
  }
}
