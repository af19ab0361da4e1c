package org.koopflow.parts.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.numerics.file.DataFiles;

/** The four files in which the MNIST database and those modelled on it come. */
final class IdxFolder {
  static final String FILES =
      "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
          + " t10k-labels-idx1-ubyte, plain or with .gz";

  private IdxFolder() {}

  /** Reads all rows of both splits, with pixels scaled from 0..255 to [0, 1]. */
  static Dataset read(String name, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new KoopflowException("there is no folder '" + folder + "'; it should hold " + FILES);
    }
    Split train = Split.read(folder, "train");
    Split test = Split.read(folder, "t10k");
    if (!train.shape().equals(test.shape())) {
      throw new KoopflowException(
          "the training images in '"
              + folder
              + "' have "
              + train.shape()
              + " pixels, the test images "
              + test.shape());
    }
    return new Dataset(
        name,
        train.images(),
        test.images(),
        Optional.of(train.labels()),
        Optional.of(test.labels()),
        Optional.of(train.shape()));
  }

  private record Split(Batch images, int[] labels, ImageLayout shape) {
    static Split read(Path folder, String part) {
      Path imageFile = find(folder, part + "-images-idx3-ubyte");
      Path labelFile = find(folder, part + "-labels-idx1-ubyte");
      Idx images = Idx.read(imageFile);
      Idx labels = Idx.read(labelFile);
      requireAxes(imageFile, images.shape(), 3, "images");
      requireAxes(labelFile, labels.shape(), 1, "labels");
      int rows = images.shape().get(0);
      if (rows != labels.shape().get(0)) {
        throw new KoopflowException(
            "'"
                + imageFile
                + "' has "
                + rows
                + " images, but '"
                + labelFile
                + "' has "
                + labels.shape().get(0)
                + " labels");
      }
      int height = images.shape().get(1);
      int width = images.shape().get(2);
      if (rows < 2 || height == 0 || width == 0) {
        throw DataFiles.damaged(
            imageFile, "at least two images with pixels are needed, got shape " + images.shape());
      }
      ImageLayout shape = new ImageLayout(1, height, width);
      DataFiles.requireRoom(imageFile, images.values().length, Float.BYTES);
      return new Split(
          Batch.of(rows, shape.size(), scaled(images.values())), unsigned(labels.values()), shape);
    }

    private static Path find(Path folder, String name) {
      for (String candidate : List.of(name, name + ".gz")) {
        Path file = folder.resolve(candidate);
        if (Files.exists(file)) {
          return file;
        }
      }
      throw new KoopflowException(
          "folder '" + folder + "' lacks " + name + "; it should hold " + FILES);
    }

    private static void requireAxes(Path file, List<Integer> shape, int axes, String what) {
      if (shape.size() != axes) {
        throw DataFiles.damaged(
            file, what + " need an IDX file of " + axes + " axes, got shape " + shape);
      }
    }

    private static float[] scaled(byte[] bytes) {
      float[] pixels = new float[bytes.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = Byte.toUnsignedInt(bytes[i]) / 255f;
      }
      return pixels;
    }

    private static int[] unsigned(byte[] bytes) {
      int[] labels = new int[bytes.length];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = Byte.toUnsignedInt(bytes[i]);
      }
      return labels;
    }
  }
}
