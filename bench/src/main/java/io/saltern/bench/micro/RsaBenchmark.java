// SPDX-License-Identifier: Apache-2.0
package io.saltern.bench.micro;

import io.saltern.api.crypto.EncryptionAlgorithm;
import io.saltern.api.crypto.SignatureAlgorithm;
import io.saltern.api.crypto.SigningProvider;
import io.saltern.crypto.bouncycastle.internal.PemKeyCodec;
import io.saltern.crypto.bouncycastle.internal.RsaSigningProvider;
import io.saltern.crypto.openssl.internal.OpenSslSigningProvider;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The RSA operations of a sign-in with keys of 2048 bits, by provider. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class RsaBenchmark {
  private static final SignatureAlgorithm SIGNATURE = SignatureAlgorithm.PKCS1V15_SHA1;
  private static final EncryptionAlgorithm ENCRYPTION = EncryptionAlgorithm.OAEP_SHA1;

  /** The name of a provider: the first signs by the JDK. */
  @Param({"bouncycastle", "openssl"})
  public String provider = "";

  private final byte[] text = new byte[76];
  private final RSAPrivateCrtKey privateKey;
  private final RSAPublicKey publicKey;
  private SigningProvider rsa = new RsaSigningProvider();
  private byte[] signature = {};
  private byte[] sealed = {};
  private byte[] block = {};

  public RsaBenchmark() {
    KeyPair pair = new PemKeyCodec().generate(2048);
    privateKey = (RSAPrivateCrtKey) pair.getPrivate();
    publicKey = (RSAPublicKey) pair.getPublic();
  }

  @Setup
  public void choose() {
    if (provider.equals("openssl")) {
      rsa = OpenSslSigningProvider.load();
    }
    signature = rsa.sign(privateKey, SIGNATURE, text);
    sealed = rsa.encrypt(publicKey, ENCRYPTION, text);
    block = rsa.x931Sign(privateKey, text);
  }

  @Benchmark
  public byte[] sign() {
    return rsa.sign(privateKey, SIGNATURE, text);
  }

  @Benchmark
  public Optional<byte[]> decrypt() {
    return rsa.decrypt(privateKey, ENCRYPTION, sealed);
  }

  @Benchmark
  public byte[] x931Sign() {
    return rsa.x931Sign(privateKey, text);
  }

  @Benchmark
  public boolean verify() {
    return rsa.verify(publicKey, SIGNATURE, text, signature);
  }

  @Benchmark
  public byte[] encrypt() {
    return rsa.encrypt(publicKey, ENCRYPTION, text);
  }

  @Benchmark
  public Optional<byte[]> x931Open() {
    return rsa.x931Open(publicKey, block);
  }
}
