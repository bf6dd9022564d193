// SPDX-License-Identifier: Apache-2.0
package io.saltern.store.sqlite.internal;

import java.sql.SQLException;

/** Part of a transaction. May run more than once, so its only effect is on the database. */
@FunctionalInterface
interface Operation<T> {
  T run(Statements statements) throws SQLException;
}
