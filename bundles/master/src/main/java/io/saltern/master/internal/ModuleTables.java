// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.function.FunctionTable;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Joins the functions of all modules of one kind. Modules are fetched when the table is first asked
 * for: they may need it themselves.
 */
final class ModuleTables<S> {
  private static final String MODULE = "module";

  private final BundleContext context;
  private final Map<ServiceReference<S>, FunctionTable> tables = new TreeMap<>();
  private @Nullable FunctionTable joined;

  ModuleTables(BundleContext context) {
    this.context = context;
  }

  synchronized void bind(ServiceReference<S> module) {
    tables.put(module, FunctionTable.EMPTY);
    joined = null;
  }

  synchronized void unbind(ServiceReference<S> module) {
    tables.remove(module);
    joined = null;
    context.ungetService(module);
  }

  synchronized FunctionTable table() {
    FunctionTable table = joined;
    if (table == null) {
      tables.replaceAll((module, old) -> old == FunctionTable.EMPTY ? load(module) : old);
      table = FunctionTable.join(tables.values());
      joined = tables.containsValue(FunctionTable.EMPTY) ? null : table;
    }
    return table;
  }

  private FunctionTable load(ServiceReference<S> module) {
    S service = context.getService(module);
    String name = String.valueOf(module.getProperty(MODULE));
    return service == null ? FunctionTable.EMPTY : FunctionTable.of(name, service);
  }
}
