// SPDX-License-Identifier: Apache-2.0
/** Micro benchmarks, for JMH. */
@NullMarked
package io.saltern.bench.micro;

import org.jspecify.annotations.NullMarked;
