// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.Caller;
import io.saltern.api.Decision;
import io.saltern.api.FunctionCall;
import io.saltern.api.MinionId;
import io.saltern.api.Target;
import io.saltern.api.master.AccessControl;
import io.saltern.api.master.AccessRequest;
import io.saltern.api.master.MinionTargets;
import io.saltern.api.master.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code salt --preview-target}: whom a target names, without a job. It is for those who may send
 * {@code test.ping} there, which would tell them as much.
 */
@Component(service = TargetPreview.class)
public final class TargetPreview {
  private static final FunctionCall LEAST = FunctionCall.of("test.ping");

  private final MinionTargets targets;
  private final AccessControl access;

  @Activate
  public TargetPreview(@Reference MinionTargets targets, @Reference AccessControl access) {
    this.targets = targets;
    this.access = access;
  }

  /**
   * The minions, sorted.
   *
   * @throws IllegalArgumentException when the target cannot be understood; says where
   */
  List<String> of(Caller caller, Target target) throws RefusedException {
    List<MinionId> minions;
    try {
      minions = targets.minions(target);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read which minions there are", e);
    }
    Decision decision =
        access.decide(
            caller, new AccessRequest(AccessRequest.Kind.PUBLISH, List.of(LEAST), target, minions));
    if (!decision.allowed()) {
      throw new RefusedException(decision);
    }
    return minions.stream().map(MinionId::value).toList();
  }
}
