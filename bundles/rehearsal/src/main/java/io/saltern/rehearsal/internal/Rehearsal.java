// SPDX-License-Identifier: Apache-2.0
package io.saltern.rehearsal.internal;

import io.saltern.api.JobId;
import io.saltern.api.MinionId;
import io.saltern.api.channel.CommandPolicy;
import io.saltern.api.channel.Envelope;
import io.saltern.api.channel.MasterCommand;
import io.saltern.api.channel.PrivateAnswer;
import io.saltern.api.channel.ServerChannel;
import io.saltern.api.channel.ServerChannelFactory;
import io.saltern.api.config.CommonOptions;
import io.saltern.api.config.MinionOptions;
import io.saltern.api.config.Settings;
import io.saltern.api.crypto.KeyCodec;
import io.saltern.api.files.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a minion of the same configuration folder, and publishes a job when it has started. The
 * minion is told by files where the master is and what key it has, so that it can fall for no
 * other; when the job has returned there is a file {@code returned} in the folder.
 */
@Component(
    immediate = true,
    service = {})
public final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  static final String RETURNED = "returned";
  private static final CommandPolicy POLICY = new CommandPolicy(1 << 20, 1_000, 10);
  private static final String WORLD_READABLE = "rw-r--r--";

  private final Path folder;
  private final CompletableFuture<ServerChannel> channel = new CompletableFuture<>();
  private final List<ServiceRegistration<MasterCommand>> commands = new ArrayList<>();

  @Activate
  public Rehearsal(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MASTER + ")") Settings master,
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings minion,
      @Reference KeyCodec codec,
      @Reference ServerChannelFactory channels,
      BundleContext context) {
    folder = minion.configDir();
    command(context, "_minion_event", this::event);
    command(context, "_pillar", request -> new PrivateAnswer("pillar", Map.of()));
    command(context, "_register_resources", request -> true);
    command(context, "_missed_jobs", request -> missedJobs());
    command(context, "_return", this::returned);
    // not here: the channel waits for services that may be about to come
    new Thread(() -> open(channels, master, minion, codec), "rehearsal").start();
  }

  private void open(
      ServerChannelFactory channels, Settings master, Settings minion, KeyCodec codec) {
    try {
      Role role = new Role(new MinionId(minion.get(CommonOptions.ID)), codec);
      ServerChannel opened = channels.open(master, role, role);
      channel.complete(opened);
      tell(minion.path(MinionOptions.PKI_DIR), role.publicKey(), opened.requests().port());
    } catch (IOException | RuntimeException e) {
      LOG.error("The rehearsal cannot begin", e);
    }
  }

  private void command(
      BundleContext context, String name, Function<Envelope, @Nullable Object> answer) {
    Dictionary<String, Object> properties =
        FrameworkUtil.asDictionary(Map.of(MasterCommand.PROPERTY, name));
    commands.add(context.registerService(MasterCommand.class, new Command(answer), properties));
  }

  private record Command(Function<Envelope, @Nullable Object> answer) implements MasterCommand {
    @Override
    public CommandPolicy policy() {
      return POLICY;
    }

    @Override
    public CompletionStage<? extends @Nullable Object> handle(Envelope request) {
      return CompletableFuture.completedFuture(answer.apply(request));
    }
  }

  /** The key first: a minion that knows where the master is knows which it is. */
  private void tell(Path keys, String publicKey, int port) throws IOException {
    DurableFiles.makeFolder(keys, "rwx------");
    write(keys.resolve("minion_master.pub"), publicKey + "\n");
    Path more = folder.resolve("minion.d");
    Files.createDirectories(more);
    write(more.resolve("master.conf"), "master_port: " + port + "\n");
  }

  private static void write(Path file, String text) throws IOException {
    DurableFiles.write(file, text.getBytes(StandardCharsets.UTF_8), WORLD_READABLE);
  }

  private Object event(Envelope request) {
    if (String.valueOf(request.load().get("tag")).endsWith("/start")) {
      channel.join().publish(job(request.sender()), null);
    }
    return true;
  }

  private static Map<String, Object> job(MinionId minion) {
    return Map.of(
        "jid", JobId.at(Instant.now()).value(),
        "fun", "test.ping",
        "arg", List.of(),
        "tgt", minion.value(),
        "tgt_type", "glob",
        "ret", "",
        "user", "root");
  }

  private static Map<String, Object> missedJobs() {
    return Map.of("jobs", List.of(), "more", 0, "time", System.currentTimeMillis());
  }

  private Object returned(Envelope request) {
    try {
      write(folder.resolve(RETURNED), request.load().get("jid") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  @Deactivate
  void close() {
    commands.forEach(ServiceRegistration::unregister);
    ServerChannel opened = channel.getNow(null);
    if (opened != null) {
      opened.close();
    }
  }
}
