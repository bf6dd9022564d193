// SPDX-License-Identifier: Apache-2.0
package io.saltern.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.karaf.options.KarafExamSystemConfigurationOption;
import org.ops4j.pax.exam.karaf.options.libraries.OverrideJUnitBundlesOption;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** The host's side: a container with the master in it, and the addresses of its tests. */
final class Host {
  private static final String REPOSITORY = "org.ops4j.pax.url.mvn.localRepository";

  private final Map<String, TestAddress> tests = new HashMap<>();
  private TestContainer container;
  private Surroundings surroundings;

  void start(Class<?> test) throws Exception {
    Surroundings.Of needs = test.getAnnotation(Surroundings.Of.class);
    Map<String, String> told = Map.of();
    if (needs != null) {
      surroundings = needs.value().getDeclaredConstructor().newInstance();
      told = surroundings.properties();
    }
    Option[] all =
        Stream.concat(
                Stream.of(options()),
                told.entrySet().stream()
                    .map(entry -> systemProperty(entry.getKey()).value(entry.getValue())))
            .toArray(Option[]::new);
    ExamSystem system = PaxExamRuntime.createTestSystem(all);
    container = PaxExamRuntime.createContainer(system);
    container.start();
    TestProbeBuilder probe = system.createProbe();
    probe.setHeader("Bundle-Activator", Inside.class.getName());
    for (Method method : test.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        tests.put(method.getName(), probe.addTest(test, method.getName()));
      }
    }
    container.installProbe(probe.build().getStream());
  }

  void call(Method test) throws Throwable {
    try {
      container.call(tests.get(test.getName()));
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof AssertionError) {
          throw cause;
        }
      }
      throw e;
    }
  }

  void stop() throws Exception {
    try {
      if (container != null) {
        container.stop();
      }
    } finally {
      if (surroundings != null) {
        surroundings.close();
      }
    }
  }

  private static Option[] options() throws IOException {
    Path configuration = Files.createTempDirectory("st-exam-");
    long pid = ProcessHandle.current().pid();
    String address = "127." + (1 + pid / 250 % 250) + "." + (1 + pid % 250) + ".251";
    Files.writeString(
        configuration.resolve("master"),
        "root_dir: "
            + configuration
            + "\ninterface: "
            + address
            + "\nauto_accept: True\ntimeout: 20\n");
    String platform = junitPlatform();
    String jupiter = System.getProperty("junit.version");
    return new Option[] {
      karafDistributionConfiguration()
          .frameworkUrl(new File(System.getProperty("saltern.master.archive")).toURI().toString())
          .name("saltern-master")
          .karafVersion(System.getProperty("karaf.version"))
          .unpackDirectory(new File("target/exam"))
          .useDeployFolder(false),
      configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
      editConfigurationFilePut(
          "etc/org.ops4j.pax.url.mvn.cfg", REPOSITORY, System.getProperty(REPOSITORY)),
      systemProperty("saltern.config.dir").value(configuration.toString()),
      systemProperty("saltern.log.level").value("OFF"),
      systemProperty("saltern.log.file").value(configuration.resolve("log").toString()),
      systemProperty("saltern.address").value(address),
      systemProperty("saltern.minion.archive").value(System.getProperty("saltern.minion.archive")),
      systemProperty("saltern.bundles").value(System.getProperty("saltern.bundles")),
      systemProperty("saltern.version").value(System.getProperty("saltern.version")),
      systemProperty("saltern.template").value(System.getProperty("saltern.template")),
      systemProperty("saltern.swap.cycles").value(System.getProperty("saltern.swap.cycles", "1")),
      systemProperty("saltern.swap.logins").value(System.getProperty("saltern.swap.logins", "500")),
      new KarafExamSystemConfigurationOption("jupiter"),
      new OverrideJUnitBundlesOption(),
      bundle(new File(System.getProperty("saltern.testing")).toURI().toString()),
      mavenBundle("net.bytebuddy", "byte-buddy", System.getProperty("bytebuddy.version")),
      mavenBundle("org.assertj", "assertj-core", System.getProperty("assertj.version")),
      mavenBundle("org.opentest4j", "opentest4j", "1.3.0"),
      mavenBundle("org.junit.platform", "junit-platform-commons", platform),
      mavenBundle("org.junit.platform", "junit-platform-engine", platform),
      mavenBundle("org.junit.platform", "junit-platform-launcher", platform),
      mavenBundle("org.junit.jupiter", "junit-jupiter-api", jupiter),
      mavenBundle("org.junit.jupiter", "junit-jupiter-engine", jupiter),
    };
  }

  /** Platform 1.n belongs to Jupiter 5.n. */
  private static String junitPlatform() {
    return "1" + System.getProperty("junit.version").substring(1);
  }
}
