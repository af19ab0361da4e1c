package org.koopflow.backend.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;
import org.koopflow.api.space.Space;
import org.koopflow.api.teacher.VelocityField;

/** The field of a TorchScript module, on the processor and in single precision. */
final class TorchScriptField implements VelocityField {
  private final TorchScriptProvider.Settings settings;
  private final Space space;
  private final HostBuffer times = new HostBuffer();
  private final HostBuffer states = new HostBuffer();
  private PtNDManager manager;
  private PtSymbolBlock module;

  TorchScriptField(TorchScriptProvider.Settings settings, Space space) {
    this.settings = settings;
    this.space = space;
  }

  static KoopflowException unusable(String file, String what) {
    return unusable(file, what, null);
  }

  private static KoopflowException unusable(String file, String what, Throwable cause) {
    return new KoopflowException("cannot use '" + file + "' as a velocity field: " + what, cause);
  }

  @Override
  public Space space() {
    return space;
  }

  @Override
  public Batch velocity(Batch t, Batch x) {
    open();
    PyTorch.useThreads(settings.threads());
    return settings.time() == TorchScriptProvider.Time.SCALAR ? byTime(t, x) : forward(t, x);
  }

  private void open() {
    if (module != null) {
      return;
    }
    Path file = file();
    manager = (PtNDManager) PyTorch.engine().newBaseManager(Device.cpu());
    try {
      module = JniUtils.loadModule(manager, file, true, new String[0], new String[0], false);
      JniUtils.enableInferenceMode(module);
    } catch (RuntimeException e) {
      close();
      throw unusable(
          settings.file(),
          "PyTorch does not read it as TorchScript, which torch.jit.save writes ("
              + PyTorch.reason(e)
              + ")",
          e);
    }
  }

  private Path file() {
    if (settings.file().isBlank()) {
      throw new SpecificationException(
          "teacher 'torchscript' needs teacher.file, a TorchScript file with forward(t, x)");
    }
    try {
      Path file = Path.of(settings.file());
      if (!Files.isRegularFile(file)) {
        throw new KoopflowException(
            Files.isDirectory(file)
                ? "'" + file + "' is a folder, but a TorchScript file is wanted"
                : Files.exists(file)
                    ? "'" + file + "' is a pipe or a device, and only regular files are read"
                    : "there is no file '" + file + "'");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new SpecificationException("teacher.file must be a path: " + e.getMessage(), e);
    }
  }

  /** Calls the module once for each time there is. */
  private Batch byTime(Batch t, Batch x) {
    Map<Double, int[]> rows = new TreeMap<>();
    for (int i = 0; i < t.rows(); i++) {
      int[] old = rows.getOrDefault(t.get(i, 0), new int[0]);
      int[] grown = Arrays.copyOf(old, old.length + 1);
      grown[old.length] = i;
      rows.put(t.get(i, 0), grown);
    }
    float[] velocity = new float[x.size()];
    rows.forEach(
        (time, chosen) -> {
          float[] part = forward(Batch.of(1, 1, time.floatValue()), x.gather(chosen)).floats();
          for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(
                part,
                i * space.dimension(),
                velocity,
                chosen[i] * space.dimension(),
                space.dimension());
          }
        });
    return Batch.of(x.rows(), space.dimension(), velocity);
  }

  private Batch forward(Batch t, Batch x) {
    try (PtNDManager call = manager.newSubManager(manager.getDevice())) {
      PtNDArray time = times.wrap(call, t, DataType.FLOAT32);
      PtNDArray points = states.wrap(call, x, DataType.FLOAT32);
      try (IValue first = IValue.from(time.reshape(timeShape(t)));
          IValue second = IValue.from(points);
          IValue answer = IValueUtils.forward(module, new IValue[] {first, second})) {
        return read(call, answer, x.rows()).to(x.precision());
      }
    } catch (KoopflowException e) {
      throw e;
    } catch (RuntimeException e) {
      throw unusable(
          settings.file(),
          "forward(t, x) fails with t of shape "
              + timeShape(t)
              + " and x of shape ("
              + x.rows()
              + ", "
              + x.columns()
              + "): "
              + PyTorch.reason(e),
          e);
    }
  }

  private Shape timeShape(Batch t) {
    return switch (settings.time()) {
      case COLUMN -> new Shape(t.rows(), 1);
      case VECTOR -> new Shape(t.rows());
      case SCALAR -> new Shape();
    };
  }

  private Batch read(PtNDManager call, IValue answer, int rows) {
    if (!answer.isTensor()) {
      throw unusable(
          settings.file(), "forward(t, x) gives " + answer.getType() + " instead of a tensor");
    }
    NDArray velocity = answer.toTensor(call);
    if (!velocity.getShape().equals(new Shape(rows, space.dimension()))) {
      throw unusable(
          settings.file(),
          "forward(t, x) gives shape "
              + velocity.getShape()
              + " for x of shape "
              + new Shape(rows, space.dimension())
              + ", but a velocity has the shape of x");
    }
    float[] numbers = velocity.toType(DataType.FLOAT32, false).toFloatArray();
    return Batch.of(rows, space.dimension(), numbers);
  }

  @Override
  public void close() {
    if (module != null) {
      module.close();
      module = null;
    }
    if (manager != null) {
      manager.close();
      manager = null;
    }
  }
}
