// SPDX-License-Identifier: Apache-2.0
/** Both ends of the encrypted channel between a master and its minions. */
@NullMarked
package io.saltern.channel.internal;

import org.jspecify.annotations.NullMarked;
