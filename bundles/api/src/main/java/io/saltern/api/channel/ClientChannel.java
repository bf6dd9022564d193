// SPDX-License-Identifier: Apache-2.0
package io.saltern.api.channel;

import io.saltern.api.transport.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A minion's end of the channel to one master. */
@ProviderType
public interface ClientChannel extends AutoCloseable {
  /** The master's request address. */
  Endpoint master();

  /** Signs in once; the answer may take {@code auth_timeout}. */
  CompletableFuture<SignIn> signIn();

  /**
   * Signs in once and keeps nothing of it: neither a session here nor the master's key on file. To
   * the master it is a sign-in like any other: it lists a key that it does not know.
   */
  CompletableFuture<MasterProbe> probe();

  /**
   * Sends a command. When the master does not know the session any more, signs in and repeats once.
   *
   * @param load the command's fields with {@code cmd}; {@code id}, {@code tok}, {@code ts} and
   *     {@code nonce} are added
   * @return the answer; fails with {@link ChannelException} when the master refuses or its answer
   *     cannot be trusted, with {@link java.util.concurrent.TimeoutException}
   */
  CompletableFuture<@Nullable Object> request(Map<String, Object> load, Duration timeout);

  /**
   * Whether requests and answers go under a key that only this minion and the master have; false
   * before the sign-in, and with masters that give all minions the same one.
   */
  boolean ownKey();

  /**
   * Subscribes to publications, after a sign-in. Once; the listener hears decrypted, verified,
   * never repeated loads, one at a time, and must not block.
   */
  void subscribe(PublicationListener listener);

  /** Whether the publish connection stands. */
  boolean connected();

  /** Ends it. */
  @Override
  void close();
}
