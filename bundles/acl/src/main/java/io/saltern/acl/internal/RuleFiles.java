// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.api.MinionId;
import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.SaltArguments;
import io.saltern.api.master.AccessRulesReader;
import io.saltern.api.master.RuleBook;
import io.saltern.api.store.MinionData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads rules that need not be those of a master. */
@Component
public final class RuleFiles implements AccessRulesReader {
  private final SaltArguments arguments;
  private final Matchers matchers;

  /** With the services that know minions. */
  @Activate
  public RuleFiles(@Reference Yaml yaml, @Reference Matchers matchers) {
    this.arguments = new SaltArguments(yaml);
    this.matchers = matchers;
  }

  /** Without any service: rules that need one allow nothing. */
  public RuleFiles(Yaml yaml) {
    this(yaml, new Matchers());
  }

  @Override
  public RuleBook read(Settings settings, Function<MinionId, Optional<MinionData>> minions) {
    List<String> problems = new ArrayList<>();
    Rules rules = RulesReader.read(settings, problems, matchers);
    return new ReadRules(
        settings,
        problems,
        rules,
        new Judge(
            rules,
            id -> new StoredFacts(id, minions),
            call -> arguments.fromWire(call.function(), call.toWire())));
  }
}
