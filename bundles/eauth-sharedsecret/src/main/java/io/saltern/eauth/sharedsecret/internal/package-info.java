// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.eauth.sharedsecret.internal;

import org.jspecify.annotations.NullMarked;
