// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.saltern.provisioning.internal;

import org.jspecify.annotations.NullMarked;
