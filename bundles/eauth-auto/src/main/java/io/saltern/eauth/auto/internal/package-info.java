// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.eauth.auto.internal;

import org.jspecify.annotations.NullMarked;
