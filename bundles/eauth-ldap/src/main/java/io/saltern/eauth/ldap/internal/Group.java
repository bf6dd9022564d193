// SPDX-License-Identifier: Apache-2.0
package io.saltern.eauth.ldap.internal;

/** A group: its DN, and the name by which access rules call it. */
record Group(String dn, String name) {}
