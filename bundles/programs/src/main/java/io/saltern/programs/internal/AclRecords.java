// SPDX-License-Identifier: Apache-2.0
package io.saltern.programs.internal;

import io.saltern.api.audit.AuditTrail;
import io.saltern.api.audit.AuditTrail.Found;
import io.saltern.api.audit.AuditTrail.Verification;
import io.saltern.api.config.ConfigurationException;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.config.Yaml;
import io.saltern.api.program.ProgramCall;
import io.saltern.cli.CommandLine;
import io.saltern.cli.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What {@code salt-acl} does with the audit log. */
record AclRecords(AuditTrail trail, Yaml yaml) {
  /** {@code audit verify}. */
  int verify(AclDesk desk, List<String> words, ProgramCall call)
      throws UsageException, IOException {
    if (words.isEmpty() || !words.get(0).equals("verify") || words.size() > 2) {
      throw new UsageException("expected audit verify, and perhaps a file");
    }
    Verification found = trail.verify(file(desk, words.subList(1, words.size())));
    String records =
        found.records()
            + " records in "
            + found.files()
            + (found.files() == 1 ? " file" : " files");
    String numbers = found.records() == 0 ? "" : ", " + found.first() + " to " + found.last();
    if (found.broken() != null) {
      call.out().print("BROKEN at " + found.broken() + "\n");
      call.out().print("before that: " + records + numbers + "\n");
      return Face.EX_GENERIC;
    }
    call.out().print(records + numbers + ": the chain is whole\n");
    call.out().print("last hash: " + found.hash() + "\n");
    return Face.EX_OK;
  }

  private static Path file(AclDesk desk, List<String> words) {
    return words.isEmpty() ? desk.settings().path(MasterOptions.AUDIT_LOG) : Path.of(words.get(0));
  }

  /** {@code create --from-audit}. */
  int create(AclDesk desk, CommandLine line, List<String> words, ProgramCall call)
      throws UsageException, ConfigurationException, IOException {
    if (!line.has("from-audit") || words.size() > 1) {
      throw new UsageException("expected --from-audit, and perhaps a file");
    }
    Path file = file(desk, words);
    OptionalInt wanted = line.integer("seq");
    Found found =
        trail
            .last(file, text -> isRefused(text, wanted))
            .orElseThrow(() -> new IllegalArgumentException(file + ": no such refused request"));
    AclQuery query = new AclExpectation(fields(found.text()), found.place()).query();
    AclCreate created = AclCreate.of(query);
    call.out().print("# " + found.place() + ": " + query.text() + "\n");
    call.out().print(yaml.write(Map.of(created.option().name(), created.value())));
    AclDesk then =
        desk.over(
            Map.of(created.option(), created.beside(desk.settings().get(created.option()))),
            found.place());
    AclExplain explained = AclExplain.of(query, then.rules(), then.fleet(), then.settings());
    if (explained.allowed()) {
      return Face.EX_OK;
    }
    call.err().print("This rule alone does not allow it:\n" + explained.text());
    return Face.EX_GENERIC;
  }

  private boolean isRefused(String text, OptionalInt seq) {
    if (!text.contains("\"kind\": \"decision\"") || !text.contains("\"allowed\": false")) {
      return false;
    }
    Map<?, ?> fields = fields(text);
    return "decision".equals(fields.get("kind"))
        && Boolean.FALSE.equals(fields.get("allowed"))
        && (seq.isEmpty() || Long.valueOf(seq.getAsInt()).equals(fields.get("seq")));
  }

  private Map<?, ?> fields(String text) {
    @Nullable Object read;
    try {
      read = yaml.read(text);
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
    return read instanceof Map<?, ?> map ? map : Map.of();
  }
}
