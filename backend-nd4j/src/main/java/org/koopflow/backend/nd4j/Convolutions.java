package org.koopflow.backend.nd4j;

import org.koopflow.api.tensor.Convolution;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Convolutions and their gradients as products in {@link Lowered} images, few images after few so
 * that all of it stays in the cache. The kernel is put in order first: a matrix for each of its
 * rows.
 */
final class Convolutions {
  private final Convolution sizes;

  Convolutions(Convolution sizes) {
    this.sizes = sizes;
  }

  /** What the three kernels have in common. */
  private abstract class Products implements Kernel {
    final Lowered lowered;
    private final int count;
    private final INDArray kernelMemory;
    private final INDArray resultMemory;
    private final Numbers ordered;
    private final Numbers results;

    /**
     * Takes memory.
     *
     * @param rows has a row for each image
     */
    Products(INDArray rows) {
      DataType type = rows.dataType();
      count = rows.rows();
      lowered = new Lowered(sizes, type);
      kernelMemory = Nd4j.create(type, sizes.outputs(), sizes.kernelShape().columns());
      ordered = Numbers.of(kernelMemory);
      resultMemory = Nd4j.create(type, sizes.outputs(), lowered.columns(lowered.images()));
      results = Numbers.of(resultMemory);
    }

    /** The part of the kernel that one of its rows has: outputs x height of lowered images. */
    Numbers.Part row(int a) {
      return new Numbers.Part(ordered, a * sizes.outputs() * lowered.height(), lowered.height());
    }

    /** The result of some images, with rows between them that mean nothing and begin as zeros. */
    Numbers.Part result() {
      return new Numbers.Part(results, 0, lowered.columns(lowered.images()));
    }

    /** Copies what comes out of some images here, or from here. */
    void results(Numbers images, int first, int number, boolean back) {
      int positions = sizes.output().pixels();
      for (int o = 0; o < sizes.outputs(); o++) {
        for (int n = 0; n < number; n++) {
          int there = ((first + n) * sizes.outputs() + o) * positions;
          int here = o * result().stride() + n * lowered.step();
          if (back) {
            images.copy(there, results, here, 1, positions);
          } else {
            results.copy(here, images, there, 1, positions);
          }
        }
      }
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

    /** Does some images. */
    abstract void some(int first, int number);

    @Override
    public void run() {
      for (int first = 0; first < count; first += lowered.images()) {
        some(first, Math.min(lowered.images(), count - first));
      }
    }

    @Override
    public void close() {
      lowered.close();
      kernelMemory.close();
      resultMemory.close();
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
        super.run();
      }

      @Override
      void some(int first, int number) {
        lowered.lower(x, first, number);
        for (int a = 0; a < sizes.kernel(); a++) {
          Numbers.product(
              result(),
              row(a),
              lowered.met(a),
              sizes.outputs(),
              lowered.height(),
              lowered.columns(number),
              a > 0);
        }
        results(y, first, number, true);
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
        super.run();
      }

      @Override
      void some(int first, int number) {
        results(g, first, number, false);
        lowered.clear();
        for (int a = 0; a < sizes.kernel(); a++) {
          Numbers.product(
              lowered.met(a),
              row(a).transpose(),
              result(),
              lowered.height(),
              sizes.outputs(),
              lowered.columns(number),
              true);
        }
        lowered.raise(x, first, number);
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
        super.run();
        order(weights, true);
      }

      @Override
      void some(int first, int number) {
        results(g, first, number, false);
        lowered.lower(x, first, number);
        for (int a = 0; a < sizes.kernel(); a++) {
          Numbers.product(
              row(a),
              result(),
              lowered.met(a).transpose(),
              sizes.outputs(),
              lowered.columns(number),
              lowered.height(),
              first > 0);
        }
      }
    };
  }
}
