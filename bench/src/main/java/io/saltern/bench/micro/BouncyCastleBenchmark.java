// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.micro;

import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Bouncy Castle's own private operation, to compare with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class BouncyCastleBenchmark {
  private final Provider provider = new BouncyCastleProvider();
  private final PrivateKey key = new PemKeyCodec().generate(2048).getPrivate();
  private final byte[] text = new byte[76];

  @Benchmark
  public byte[] sign() throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA1withRSA", provider);
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }
}
