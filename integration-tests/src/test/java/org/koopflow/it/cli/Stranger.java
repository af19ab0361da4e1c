package org.koopflow.it.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The product with a stranger's jar in the folder of its modules, and one run that all parts of
 * that jar made: once for all tests that ask for it.
 *
 * @param product the product
 * @param specification what was run
 * @param run the folder of the run
 * @param ran what the run said
 */
record Stranger(Product product, Path specification, Path run, Console ran) {
  /** Every part is the stranger's but the backend that trains: theirs has no gradients. */
  private static final String SPECIFICATION =
      """
      name: stranger
      data:
        source: lissajous
        samples: 2000
        testSamples: 500
        across: 5
        transform:
          type: range
          reach: 1.2
      teacher:
        type: moments
      lifting:
        type: phases
        dimension: 16
        network:
          type: gated
          width: 24
      operator:
        type: damped
        damping: 0.2
      exponential:
        type: chebyshev
      sampler:
        type: ralston
        steps: 40
      objective:
        energy-kept: {weight: 0.001, scale: 2}
      training:
        steps: 200
        warmup: 5
        batchSize: 64
        learningRate: 0.05
        optimizer:
          type: momentum
          momentum: 0.8
        pool:
          size: 512
          blockSize: 256
      evaluation:
        samples: 400
        energySamples: 100
        directions: 20
        speedBatch: 0
        metrics:
          outside-box: 0.01
      """;

  /** The jar as this build made it. */
  static Path jar() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("stranger", "target"))) {
      return built
          .filter(file -> file.getFileName().toString().matches("stranger-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the stranger's module is not packaged"));
    }
  }

  private static Stranger in(Path folder) throws IOException, InterruptedException {
    Product product = Product.built(folder).copied(folder.resolve("lib with space/modules"));
    Files.copy(jar(), product.modules().resolve("stranger.jar"));
    Path specification = Files.writeString(folder.resolve("stranger.yaml"), SPECIFICATION);
    Path run = folder.resolve("run");
    Console ran = product.start("run", specification.toString(), "--out", run.toString());
    return new Stranger(product, specification, run, ran);
  }

  /** The product where there is no native library at all, so that no other backend can help. */
  Product bare(Path scratch) throws IOException {
    return product.with(Files.createDirectories(scratch.resolve("no natives")));
  }

  /** Gives a test the one stranger there is. */
  static final class Resolver implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Stranger.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Stranger.class))
          .getOrComputeIfAbsent(Kept.class)
          .stranger;
    }
  }

  /** A stranger in a folder that goes when all tests are done. */
  static final class Kept implements AutoCloseable {
    private final Path folder;
    private final Stranger stranger;

    Kept() {
      try {
        folder = Files.createTempDirectory("stranger");
        stranger = in(folder);
      } catch (IOException | InterruptedException failure) {
        throw new AssertionError("the stranger's run could not be made", failure);
      }
    }

    @Override
    public void close() throws IOException {
      List<Path> all;
      try (Stream<Path> found = Files.walk(folder)) {
        all = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
