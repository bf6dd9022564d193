// SPDX-License-Identifier: Apache-2.0
/** Salt's request and publish channels over ZeroMQ. */
@NullMarked
package io.saltern.transport.zeromq.internal;

import org.jspecify.annotations.NullMarked;
