// SPDX-License-Identifier: Apache-2.0
/** As much of ZMTP 3.0 as a minion needs, without a socket object, pipe or thread for each peer. */
@NullMarked
package io.saltern.bench.zmtp;

import org.jspecify.annotations.NullMarked;
