// SPDX-License-Identifier: Apache-2.0
package io.saltern.minion.internal;

import io.saltern.api.channel.ClientChannelFactory;
import io.saltern.api.channel.MinionIdentity;
import io.saltern.api.config.Settings;
import io.saltern.api.minion.MasterPolicy;

/**
 * What every link to a master works with.
 *
 * @param sendWaiting lets all links send what waits in the spool
 */
record LinkTools(
    Settings settings,
    State state,
    MinionIdentity identity,
    MinionKeys keys,
    ClientChannelFactory channels,
    Publications publications,
    MasterFacts facts,
    ReturnSpool spool,
    Doubts doubts,
    MasterPolicy policy,
    Masters masters,
    MasterLines lines,
    Timer timer,
    Runnable sendWaiting) {}
