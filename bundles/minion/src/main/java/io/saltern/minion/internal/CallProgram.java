// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.config.Settings;
import io.saltern.api.config.Yaml;
import io.saltern.api.function.Functions;
import io.saltern.cli.Outputters;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@code salt-call} or {@code salt-minion --check} when the launcher was started as that, once
 * all bundles are, and then stops the framework. The exit code is left in the system property
 * {@code saltern.exit}.
 */
@Component(
    immediate = true,
    service = {})
public final class CallProgram implements FrameworkListener {
  private static final Logger LOG = LoggerFactory.getLogger(CallProgram.class);
  private static final String SALT_CALL = "salt-call";
  private static final String CHECK = "salt-minion-check";

  private final BundleContext context;
  private final Call.Parts parts;
  private final String program;
  private boolean begun;

  @Activate
  public CallProgram(
      @Reference(target = "(" + Settings.ROLE + "=" + Settings.MINION + ")") Settings settings,
      @Reference Functions functions,
      @Reference State state,
      @Reference MasterLines lines,
      @Reference Jobs jobs,
      @Reference Yaml yaml,
      BundleContext context) {
    this.context = context;
    this.parts =
        new Call.Parts(
            settings,
            functions,
            state,
            lines,
            jobs.proc(),
            yaml,
            new Outputters(yaml),
            print(FileDescriptor.out),
            print(FileDescriptor.err));
    this.program = String.valueOf(context.getProperty(Daemon.PROGRAM));
    if (program.equals(SALT_CALL) || program.equals(CHECK)) {
      context.addFrameworkListener(this);
      if (system().getState() == Bundle.ACTIVE) {
        begin();
      }
    }
  }

  @Deactivate
  void deactivate() {
    context.removeFrameworkListener(this);
  }

  @Override
  public void frameworkEvent(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.STARTED) {
      begin();
    }
  }

  private synchronized void begin() {
    if (!begun) {
      begun = true;
      new Thread(this::run, program).start();
    }
  }

  private void run() {
    int code = 1;
    try {
      code =
          program.equals(CHECK)
              ? new Check(parts, context).run()
              : new Call(parts, context).run(arguments());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("An un-handled exception was caught: ", e);
    }
    parts.out().flush();
    System.setProperty("saltern.exit", Integer.toString(code));
    try {
      system().stop();
    } catch (BundleException e) {
      LOG.error("The framework does not stop", e);
    }
  }

  private List<String> arguments() {
    String joined = String.valueOf(context.getProperty("saltern.arguments"));
    return "0".equals(context.getProperty("saltern.arguments.count"))
        ? List.of()
        : List.of(joined.split("\0", -1));
  }

  private Bundle system() {
    return context.getBundle(Constants.SYSTEM_BUNDLE_ID);
  }

  private static PrintStream print(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
