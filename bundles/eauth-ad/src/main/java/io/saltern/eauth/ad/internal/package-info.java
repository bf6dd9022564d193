// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.eauth.ad.internal;

import org.jspecify.annotations.NullMarked;
