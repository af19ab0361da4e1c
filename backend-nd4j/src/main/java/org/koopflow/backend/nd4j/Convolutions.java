package org.koopflow.backend.nd4j;

import org.koopflow.api.tensor.Convolution;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions and their gradients as products in {@link Lowered} images, one image after the other
 * so that all of it stays in the cache; ND4J's own need three to five times as long. The kernel is
 * put in order first: a matrix for each of its rows.
 */
final class Convolutions {
  private final Convolution sizes;
  private final int positions;

  Convolutions(Convolution sizes) {
    this.sizes = sizes;
    this.positions = sizes.output().pixels();
  }

  /** What the three kernels have in common. */
  private abstract class Products implements Kernel {
    final Lowered lowered;
    final INDArray memory;
    final Numbers ordered;
    final int count;

    /**
     * Takes memory.
     *
     * @param rows has a row for each image
     */
    Products(INDArray rows) {
      count = rows.rows();
      lowered = new Lowered(sizes, rows.dataType());
      memory =
          Nd4j.create(rows.dataType(), sizes.kernelShape().rows(), sizes.kernelShape().columns());
      ordered = Numbers.of(memory);
    }

    /** The part of the kernel that one of its rows has: outputs x height of a lowered image. */
    Numbers.Part row(int a) {
      return new Numbers.Part(ordered, a * sizes.outputs() * lowered.height(), lowered.height());
    }

    /** An image of the result: outputs x positions. */
    Numbers.Part image(Numbers images, int number) {
      return new Numbers.Part(images, number * sizes.outputs() * positions, positions);
    }

    /** Puts a kernel in order, or one that is in order back. */
    void order(Numbers kernel, boolean back) {
      int k = sizes.kernel();
      for (int o = 0; o < sizes.outputs(); o++) {
        for (int c = 0; c < sizes.input().channels(); c++) {
          for (int a = 0; a < k; a++) {
            int there = (o * lowered.height() + c * k + a) * k;
            int here = (a * sizes.outputs() + o) * lowered.height() + c * k;
            if (back) {
              kernel.copy(there, ordered, here, 1, k);
            } else {
              ordered.copy(here, kernel, there, 1, k);
            }
          }
        }
      }
    }

    @Override
    public void close() {
      lowered.close();
      memory.close();
    }
  }

  /** The images that come out. */
  Kernel forward(INDArray images, INDArray kernel, INDArray result) {
    Numbers x = Numbers.of(images);
    Numbers weights = Numbers.of(kernel);
    Numbers y = Numbers.of(result);
    return new Products(images) {
      @Override
      public void run() {
        order(weights, false);
        for (int n = 0; n < count; n++) {
          lowered.lower(x, n);
          for (int a = 0; a < sizes.kernel(); a++) {
            y.product(
                image(y, n),
                row(a),
                lowered.met(a),
                sizes.outputs(),
                lowered.height(),
                positions,
                a > 0);
          }
        }
      }
    };
  }

  /** The gradient of the images that go in. */
  Kernel toImages(INDArray gradient, INDArray kernel, INDArray result) {
    Numbers g = Numbers.of(gradient);
    Numbers weights = Numbers.of(kernel);
    Numbers x = Numbers.of(result);
    int size = (int) result.length();
    return new Products(gradient) {
      @Override
      public void run() {
        order(weights, false);
        x.clear(0, size);
        for (int n = 0; n < count; n++) {
          lowered.clear();
          for (int a = 0; a < sizes.kernel(); a++) {
            x.product(
                lowered.met(a),
                row(a).transpose(),
                image(g, n),
                lowered.height(),
                sizes.outputs(),
                positions,
                true);
          }
          lowered.raise(x, n);
        }
      }
    };
  }

  /** The gradient of the kernel. */
  Kernel toKernel(INDArray images, INDArray gradient, INDArray result) {
    Numbers x = Numbers.of(images);
    Numbers g = Numbers.of(gradient);
    Numbers weights = Numbers.of(result);
    return new Products(images) {
      @Override
      public void run() {
        for (int n = 0; n < count; n++) {
          lowered.lower(x, n);
          for (int a = 0; a < sizes.kernel(); a++) {
            weights.product(
                row(a),
                image(g, n),
                lowered.met(a).transpose(),
                sizes.outputs(),
                positions,
                lowered.height(),
                n > 0);
          }
        }
        order(weights, true);
      }
    };
  }
}
