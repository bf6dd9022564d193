// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.function.ExecutionModule;
import io.saltern.api.function.FunctionTable;
import io.saltern.api.function.Functions;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Joins the functions of all execution modules; a job goes on with the table it began with. Modules
 * are fetched when the table is first asked for: they may need this service themselves.
 */
@Component(immediate = true)
public final class Modules implements Functions {
  private final BundleContext context;
  private final Map<ServiceReference<ExecutionModule>, FunctionTable> tables = new TreeMap<>();
  private @Nullable FunctionTable joined;

  @Activate
  public Modules(BundleContext context) {
    this.context = context;
  }

  @Reference(
      service = ExecutionModule.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  synchronized void bindModule(ServiceReference<ExecutionModule> module) {
    tables.put(module, FunctionTable.EMPTY);
    joined = null;
  }

  synchronized void unbindModule(ServiceReference<ExecutionModule> module) {
    tables.remove(module);
    joined = null;
    context.ungetService(module);
  }

  @Override
  public synchronized FunctionTable table() {
    FunctionTable table = joined;
    if (table == null) {
      tables.replaceAll((module, old) -> old == FunctionTable.EMPTY ? load(module) : old);
      table = FunctionTable.join(tables.values());
      joined = table;
    }
    return table;
  }

  private FunctionTable load(ServiceReference<ExecutionModule> module) {
    ExecutionModule service = context.getService(module);
    String name = String.valueOf(module.getProperty(ExecutionModule.PROPERTY));
    return service == null ? FunctionTable.EMPTY : FunctionTable.of(name, service);
  }
}
