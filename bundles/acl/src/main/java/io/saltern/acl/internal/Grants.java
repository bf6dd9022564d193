// SPDX-License-Identifier: Apache-2.0
package io.saltern.acl.internal;

import io.saltern.acl.internal.UserRules.Entry;
import io.saltern.api.Caller;
import io.saltern.api.config.MasterOptions;
import io.saltern.api.master.RuleBook.Grant;
import java.util.ArrayList;
import java.util.List;

/** Rules as what they grant and deny. */
final class Grants {
  private static final String EVERYWHERE = "*";
  private static final String EVERYBODY = "everybody";
  private static final String EVERYTHING = "*";

  private final List<Grant> found = new ArrayList<>();

  private Grants() {}

  static List<Grant> of(Rules rules) {
    Grants grants = new Grants();
    grants.list(MasterOptions.PUBLISHER_ACL_BLACKLIST.name(), rules.blacklist(), false);
    grants.list(MasterOptions.PUBLISHER_ACL_WHITELIST.name(), rules.whitelist(), true);
    grants.entries(MasterOptions.PUBLISHER_ACL.name(), rules.local().entries());
    rules
        .external()
        .forEach((backend, users) -> grants.entries(external(backend), users.entries()));
    grants.entries(MasterOptions.PEER.name(), rules.peer().entries());
    grants.entries(MasterOptions.PEER_RUN.name(), rules.peerRun().entries());
    return List.copyOf(grants.found);
  }

  /**
   * Those about one caller.
   *
   * @throws io.saltern.targeting.MatchLimitException when there is no verdict
   */
  static List<Grant> of(Rules rules, Caller caller) {
    Grants grants = new Grants();
    String user = caller.user();
    switch (caller.proof()) {
      case LOCAL_USER ->
          grants.entries(
              MasterOptions.PUBLISHER_ACL.name(), rules.local().entries(user, caller.groups()));
      case EAUTH, TOKEN ->
          rules
              .backend(caller.eauth())
              .ifPresent(
                  users ->
                      grants.entries(
                          external(
                              rules.everyBackend() == null ? caller.eauth() : rules.everyBackend()),
                          users.entries(user, caller.groups())));
      case MINION -> {
        grants.entries(MasterOptions.PEER.name(), rules.peer().entries(user, caller.groups()));
        grants.entries(
            MasterOptions.PEER_RUN.name(), rules.peerRun().entries(user, caller.groups()));
      }
      case LOCAL_ADMIN, SHELL ->
          grants.found.add(
              new Grant(
                  "master",
                  user,
                  true,
                  EVERYWHERE,
                  EVERYTHING,
                  "",
                  "administers the master on this machine"));
    }
    return List.copyOf(grants.found);
  }

  private static String external(String backend) {
    return MasterOptions.EXTERNAL_AUTH.name() + ": " + backend;
  }

  private void list(String section, NameList names, boolean allows) {
    for (NameList.Item item : names.users()) {
      Origin origin = item.origin();
      found.add(
          new Grant(section, origin.pattern(), allows, EVERYWHERE, EVERYTHING, "", origin.place()));
    }
    for (NameList.Item item : names.modules()) {
      Origin origin = item.origin();
      found.add(
          new Grant(section, EVERYBODY, allows, EVERYWHERE, origin.pattern(), "", origin.place()));
    }
  }

  private void entries(String section, List<Entry> entries) {
    for (Entry entry : entries) {
      RuleSet rules = entry.rules();
      String who = entry.node().key();
      rules.publishDenied().all().forEach(rule -> publish(section, who, false, rule));
      rules.masterDenied().forEach(rule -> master(section, who, false, rule));
      rules.publish().all().forEach(rule -> publish(section, who, true, rule));
      rules.master().forEach(rule -> master(section, who, true, rule));
    }
  }

  private void publish(String section, String who, boolean allows, PublishRule rule) {
    add(section, who, allows, rule.target(), rule.function());
  }

  private void master(String section, String who, boolean allows, MasterRule rule) {
    add(section, who, allows, "@" + rule.scope(), rule.function());
  }

  private void add(String section, String who, boolean allows, String target, FunctionRule rule) {
    String functions = rule.function() == null ? EVERYTHING : rule.function().toString();
    found.add(
        new Grant(
            section, who, allows, target, functions, rule.shownArguments(), rule.origin().place()));
  }
}
