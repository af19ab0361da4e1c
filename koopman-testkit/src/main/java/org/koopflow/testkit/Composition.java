package org.koopflow.testkit;

import java.util.List;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.Convolution;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.api.tensor.Indices;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Shape;
import org.koopflow.api.tensor.Tensor;

/**
 * Steps that can be applied one after another to a tensor {@code x} of some rows and columns.
 * Between them come a row, a column and a square matrix as further operands, all parameters. Every
 * step keeps the shape and a moderate size, is smooth, and can follow any other.
 */
enum Composition {
  TANH {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.tanh();
    }
  },
  SILU {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.silu();
    }
  },
  GELU {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.gelu();
    }
  },
  WAVE {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.sin().multiply(2).subtract(y.cos().square());
    }
  },
  SOFTPLUS {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.tanh().exp().add(1).log();
    }
  },
  HYPERBOLA {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.square().add(1).sqrt().negate();
    }
  },
  RATIO {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.add(1).divide(y.square().add(2));
    }
  },
  BY_ROW {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return scope.parameter("row").multiply(y).tanh();
    }
  },
  BY_COLUMN {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return scope.parameter("column").subtract(y).sigmoid();
    }
  },
  OUTER {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return scope.parameter("column").add(scope.parameter("row")).multiply(y).tanh();
    }
  },
  LAYER {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.linear(scope.parameter("square"), scope.parameter("row")).tanh();
    }
  },
  GRAM {
    @Override
    Tensor step(Tensor y, Scope scope) {
      Tensor gram = y.transpose().matmul(y).multiply(1.0 / y.shape().rows());
      return y.matmul(gram.add(scope.parameter("square").transpose())).tanh();
    }
  },
  CENTRE {
    @Override
    Tensor step(Tensor y, Scope scope) {
      return y.subtract(y.mean(Axis.ROWS)).add(y.sum(Axis.COLUMNS).tanh());
    }
  },
  SHUFFLE {
    @Override
    Tensor step(Tensor y, Scope scope) {
      Shape shape = y.shape();
      Tensor turned = y.transpose().reshape(shape);
      int half = (shape.rows() + 1) / 2;
      return half == shape.rows()
          ? turned
          : turned
              .slice(Axis.ROWS, half, shape.rows())
              .concatenate(Axis.ROWS, List.of(y.slice(Axis.ROWS, 0, half)));
    }
  },
  REPEAT {
    @Override
    Tensor step(Tensor y, Scope scope) {
      Tensor last = y.slice(Axis.COLUMNS, y.shape().columns() - 1, y.shape().columns());
      return last.broadcastTo(y.shape()).multiply(0.5).add(y.multiply(y.mean()));
    }
  },
  GATHER {
    @Override
    Tensor step(Tensor y, Scope scope) {
      int rows = y.shape().rows();
      int columns = y.shape().columns();
      // Every third is a zero, the others are the early ones again.
      Indices across =
          Indices.of(columns, i -> i % 3 == 2 ? Indices.ZERO : (columns - i) * 2 / 3 % columns);
      return y.take(Axis.COLUMNS, across)
          .add(y.take(Axis.ROWS, Indices.of(rows, i -> (i * i + 1) % rows)).multiply(0.5));
    }
  },
  IMAGE {
    @Override
    Tensor step(Tensor y, Scope scope) {
      // A row is an image of one row; of the kernel only what meets it counts.
      int columns = y.shape().columns();
      Convolution sizes = Convolution.same(new ImageLayout(1, 1, columns), 1, 3);
      Tensor kernel =
          scope.parameter("row").take(Axis.COLUMNS, Indices.of(9, i -> i * i % columns));
      return y.convolve(kernel, sizes).tanh();
    }
  };

  abstract Tensor step(Tensor y, Scope scope);
}
