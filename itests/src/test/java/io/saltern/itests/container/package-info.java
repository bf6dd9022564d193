// SPDX-License-Identifier: Apache-2.0
/** Jupiter tests that run inside the built master: Pax Exam boots it. */
package io.saltern.itests.container;
