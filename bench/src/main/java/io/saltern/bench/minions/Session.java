// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.minions;

import io.saltern.wire.Crypticle;

/**
 * What an accepted sign-in gives a minion.
 *
 * @param version the version of the minion's requests: 2 where the master made no session key
 * @param requests seals requests and opens their answers
 * @param publications opens publications
 */
record Session(int version, Crypticle requests, Crypticle publications) {}
