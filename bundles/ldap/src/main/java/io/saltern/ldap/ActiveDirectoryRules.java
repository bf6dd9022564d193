// SPDX-License-Identifier: Apache-2.0
package io.saltern.ldap;

import java.time.Duration;

/**
 * Where Active Directory's accounts and groups are found.
 *
 * @param base the DN below which both are searched
 * @param scope how far below it the account may be
 * @param search finds the account
 * @param accountAttribute holds the name that the access rules know the account by
 * @param groupClass the object class of groups
 * @param groupAttribute holds the name that the access rules know a group by
 * @param nested whether the groups count, too, that have a group of the user as a member
 * @param memory how long groups are remembered; zero = not at all
 */
public record ActiveDirectoryRules(
    String base,
    Query.Scope scope,
    AccountSearch search,
    String accountAttribute,
    String groupClass,
    String groupAttribute,
    boolean nested,
    Duration memory) {}
