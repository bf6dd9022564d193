// SPDX-License-Identifier: Apache-2.0
package io.saltern.master.internal;

import io.saltern.api.KeyState;
import io.saltern.api.MinionId;
import io.saltern.api.channel.Admission;
import io.saltern.api.channel.MinionAdmission;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.PresentSettings;
import io.saltern.api.master.EventBus;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides on keys that minions sign in with, by Salt's table of key states. */
@Component
public final class MinionKeyDesk implements MinionAdmission {
  private static final Logger LOG = LoggerFactory.getLogger(MinionKeyDesk.class);

  private final PresentSettings settings;
  private final KeyFiles files;
  private final EventBus events;
  private final AutoKeys automatic;

  /** Over the master's key files. */
  @Activate
  public MinionKeyDesk(
      @Reference(target = PresentSettings.OF_MASTER) PresentSettings settings,
      @Reference KeyFiles files,
      @Reference EventBus events) {
    this(settings, files, events, Clock.systemUTC());
  }

  MinionKeyDesk(PresentSettings settings, KeyFiles files, EventBus events, Clock clock) {
    this.settings = settings;
    this.files = files;
    this.events = events;
    this.automatic = new AutoKeys(settings, files.pkiDir(), clock);
  }

  @Override
  public Optional<String> acceptedKey(MinionId id) {
    try {
      return files.read(id, KeyState.ACCEPTED);
    } catch (IOException e) {
      LOG.error("Cannot read the key of {}", id, e);
      return Optional.empty();
    }
  }

  @Override
  public Admission signIn(MinionId id, String publicKey, Map<String, Object> autosignGrains) {
    Verdict verdict;
    try {
      verdict = decide(id, publicKey, autosignGrains);
    } catch (IOException e) {
      LOG.error("Cannot decide on the key of {}", id, e);
      verdict = Verdict.ERROR;
    }
    if (settings.now().get(MasterOptions.AUTH_EVENTS)) {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("result", verdict.result);
      data.put("act", verdict.act);
      data.put("id", id.value());
      data.put("pub", publicKey);
      events.fire("salt/auth", data);
    }
    return verdict.admission;
  }

  private Verdict decide(MinionId id, String offered, Map<String, Object> grains)
      throws IOException {
    if (id.value().startsWith(".")) {
      LOG.warn("Refused {}: key tools do not see files whose name begins with a dot", id);
      return Verdict.REJECT;
    }
    Optional<String> accepted = files.read(id, KeyState.ACCEPTED);
    if (accepted.isEmpty() && isFull()) {
      LOG.info("Too many minions (max_minions). Rejecting connection from id {}", id);
      return Verdict.FULL;
    }
    boolean known = accepted.isPresent() && PublicKeys.same(accepted.get(), offered);
    if (known && !settings.now().get(MasterOptions.OPEN_MODE) && !isRejected(id)) {
      return Verdict.ACCEPT;
    }
    return files.alone(id, () -> decideAlone(id, offered, grains));
  }

  private boolean isFull() throws IOException {
    long most = settings.now().get(MasterOptions.MAX_MINIONS);
    return most > 0 && files.ids(KeyState.ACCEPTED).size() >= most;
  }

  private boolean isRejected(MinionId id) throws IOException {
    return files.has(id, KeyState.REJECTED);
  }

  private Verdict decideAlone(MinionId id, String offered, Map<String, Object> grains)
      throws IOException {
    if (settings.now().get(MasterOptions.OPEN_MODE)) {
      return openly(id, offered);
    }
    if (isRejected(id)) {
      LOG.info("Public key rejected for {}. Key is present in rejection key dir.", id);
      return Verdict.REJECT;
    }
    Optional<String> accepted = files.read(id, KeyState.ACCEPTED);
    if (accepted.isPresent()) {
      return PublicKeys.same(accepted.get(), offered) ? Verdict.ACCEPT : deny(id, offered);
    }
    Optional<String> pending = files.read(id, KeyState.PENDING);
    if (automatic.rejects(id)) {
      return reject(id, offered, pending.isPresent());
    }
    if (pending.isPresent() && !PublicKeys.same(pending.get(), offered)) {
      return deny(id, offered);
    }
    if (automatic.signs(id, grains)) {
      files.write(id, KeyState.ACCEPTED, offered);
      return Verdict.ACCEPT;
    }
    return pend(id, offered, pending.isPresent());
  }

  private Verdict openly(MinionId id, String offered) throws IOException {
    Optional<String> accepted = files.read(id, KeyState.ACCEPTED);
    if (accepted.isEmpty() || !PublicKeys.same(accepted.get(), offered)) {
      files.write(id, KeyState.ACCEPTED, offered);
      LOG.warn("open_mode: took the key that {} offers", id);
    }
    return Verdict.ACCEPT;
  }

  private Verdict deny(MinionId id, String offered) throws IOException {
    LOG.error(
        "Authentication attempt from {} failed, the public keys did not match. This may be an"
            + " attempt to compromise the Salt cluster.",
        id);
    Optional<String> denied = files.read(id, KeyState.DENIED);
    if (denied.isEmpty() || !PublicKeys.same(denied.get(), offered)) {
      files.write(id, KeyState.DENIED, offered);
    }
    return Verdict.DENY;
  }

  private Verdict reject(MinionId id, String offered, boolean pending) throws IOException {
    if (pending) {
      LOG.info("Pending public key for {} rejected via autoreject_file", id);
      files.move(id, KeyState.PENDING, KeyState.REJECTED);
    } else {
      LOG.info("New public key for {} rejected via autoreject_file", id);
      files.write(id, KeyState.REJECTED, offered);
    }
    return Verdict.REJECT;
  }

  private Verdict pend(MinionId id, String offered, boolean pending) throws IOException {
    if (pending) {
      LOG.info(
          "Authentication failed from host {}, the key is in pending and needs to be accepted with"
              + " salt-key -a {}",
          id,
          id);
    } else {
      LOG.info("New public key for {} placed in pending", id);
      files.write(id, KeyState.PENDING, offered);
    }
    return Verdict.PEND;
  }

  /** What the minion is told, and what the event says. */
  private enum Verdict {
    ACCEPT(Admission.ACCEPTED, true, "accept"),
    PEND(Admission.PENDING, true, "pend"),
    REJECT(Admission.REJECTED, false, "reject"),
    DENY(Admission.REJECTED, false, "denied"),
    FULL(Admission.FULL, false, "full"),
    ERROR(Admission.REJECTED, false, "error");

    final Admission admission;
    final boolean result;
    final String act;

    Verdict(Admission admission, boolean result, String act) {
      this.admission = admission;
      this.result = result;
      this.act = act;
    }
  }
}
