// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.auth.internal;

import org.jspecify.annotations.NullMarked;
