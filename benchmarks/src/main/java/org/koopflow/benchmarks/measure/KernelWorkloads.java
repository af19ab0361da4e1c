package org.koopflow.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.koopflow.api.Batch;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Backend;
import org.koopflow.api.backend.Differentiator;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.tensor.TensorFunction;
import org.koopflow.graph.OperationCount;

/**
 * Single operations in one backend, several of them one after the other. Each workload is closed by
 * the caller, before the backend.
 */
public final class KernelWorkloads {
  private static final int CHAIN = 4;

  private final Backend backend;

  KernelWorkloads(Backend backend) {
    this.backend = backend;
  }

  /** Numbers to compute with, the same for one purpose. */
  static Batch normal(int rows, int columns, String purpose) {
    return RandomStreams.normal(
        rows, columns, new RandomStreams(1).in("benchmark").stream(purpose));
  }

  /**
   * Products of matrices that are in the backend already, with nothing copied but one row of the
   * result: the rate everything else is compared with.
   *
   * @param rows rows of the left factor
   * @param columns columns of it, and both sizes of the right one
   * @return four products one after the other
   */
  public Workload gemm(int rows, int columns) {
    double scale = 1 / Math.sqrt(columns);
    Map<String, Batch> factors = new LinkedHashMap<>();
    factors.put("left", normal(rows, columns, "left"));
    factors.put("right", Batch.of(columns, columns, scaled(columns, scale)));
    TensorFunction products =
        (scope, in) -> {
          Tensor product = scope.parameter("left");
          for (int k = 0; k < CHAIN; k++) {
            product = product.matmul(scope.parameter("right"));
          }
          return Map.of("row", product.slice(Axis.ROWS, 0, 1));
        };
    Weights weights = new Weights(factors);
    Evaluator evaluator = backend.evaluator(products, weights);
    return new Workload(
        CHAIN + " products, " + rows + " x " + columns + " x " + columns,
        "products",
        CHAIN,
        OperationCount.of(products, weights, Map.of()).flops(),
        () -> evaluator.apply(Map.of()),
        List.of(evaluator));
  }

  private static float[] scaled(int columns, double scale) {
    float[] values = normal(columns, columns, "right").floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) scale;
    }
    return values;
  }

  /**
   * Convolutions by kernels of 3 x 3 one after the other, a loss behind them and its gradient with
   * respect to all kernels and to a bias in front of them, so that all images get a gradient too.
   *
   * @param image layout of the images, which each convolution keeps
   * @param rows images at once
   * @param byProduct whether they are computed as by default, instead of as the backend does
   * @return four convolutions forward and backward
   */
  public Workload convolutions(ImageLayout image, int rows, boolean byProduct) {
    Convolution sizes = Convolution.same(image, image.channels(), 3);
    int inner = sizes.kernelShape().columns();
    Map<String, Batch> parameters = new LinkedHashMap<>();
    parameters.put("bias", Batch.zeros(1, image.size()));
    for (int k = 0; k < CHAIN; k++) {
      float[] kernel = normal(image.channels(), inner, "kernel " + k).floats().clone();
      for (int i = 0; i < kernel.length; i++) {
        kernel[i] /= (float) Math.sqrt(inner);
      }
      parameters.put("kernel " + k, Batch.of(image.channels(), inner, kernel));
    }
    LossFunction loss =
        (scope, in) -> {
          Tensor y = in.get("x").add(scope.parameter("bias"));
          for (int k = 0; k < CHAIN; k++) {
            Tensor kernel = scope.parameter("kernel " + k);
            y = byProduct ? sizes.byProduct(y, kernel) : y.convolve(kernel, sizes);
          }
          return new LossFunction.Loss(y.square().mean(), Map.of());
        };
    Weights weights = new Weights(parameters);
    Map<String, Batch> inputs = Map.of("x", normal(rows, image.size(), "images"));
    Differentiator differentiator = backend.differentiator(loss);
    return new Workload(
        CHAIN + " convolutions of " + image + " forward and backward, batch " + rows,
        "images",
        rows,
        OperationCount.ofGradient(loss, weights, inputs).flops(),
        () -> differentiator.apply(weights, inputs),
        List.of(differentiator));
  }
}
