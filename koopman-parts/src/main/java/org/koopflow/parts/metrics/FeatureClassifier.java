package org.koopflow.parts.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.koopflow.api.Batch;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.RandomStreams;
import org.koopflow.api.Selection;
import org.koopflow.api.Weights;
import org.koopflow.api.backend.Evaluator;
import org.koopflow.api.data.Dataset;
import org.koopflow.api.metric.MetricTools;
import org.koopflow.api.network.Network;
import org.koopflow.api.network.NetworkContext;
import org.koopflow.api.network.NetworkInput;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.tensor.Axis;
import org.koopflow.api.tensor.LossFunction;
import org.koopflow.api.tensor.Parameter;
import org.koopflow.api.tensor.Scope;
import org.koopflow.api.tensor.Tensor;
import org.koopflow.api.training.TrainingSettings;
import org.koopflow.api.training.TrainingTask;

/**
 * A small classifier of three hidden layers, the second of which gives the features of the Frechet
 * distance. Size, seed and training are fixed, so that figures of different experiments on the same
 * data compare.
 */
final class FeatureClassifier implements AutoCloseable {
  /** What to call the features. */
  static final String NAME = "classifier-64";

  private static final int FEATURES = 64;
  private static final TrainingSettings TRAINING =
      TrainingSettings.of(2000, 256, 1e-3).withWarmup(50).withAveraging(0.99);

  private final Evaluator evaluator;
  private final double accuracy;

  private FeatureClassifier(Evaluator evaluator, Batch test, int[] labels) {
    this.evaluator = evaluator;
    this.accuracy = accuracy(test, labels);
  }

  /**
   * Trains the classifier on the training rows of labelled data and measures it on the others.
   *
   * @param data rows of the data and their classes
   * @param tools where it is trained and evaluated
   * @return the classifier, to be closed by the caller
   */
  static FeatureClassifier train(Dataset data, MetricTools tools) {
    int[] labels = data.trainLabels().orElseThrow();
    int[] testLabels = data.testLabels().orElseThrow();
    int classes = Stream.of(labels, testLabels).flatMapToInt(Arrays::stream).max().orElse(0) + 1;
    Network body =
        tools.networks().create(perceptron(256), NetworkContext.of(data.dimension(), FEATURES));
    Network head =
        tools.networks().create(perceptron(FEATURES), NetworkContext.of(FEATURES, classes));
    RandomStreams random = new RandomStreams(0).in("feature-classifier");
    List<Parameter> parameters =
        Stream.concat(
                Parameter.under("body", body.parameters()).stream(),
                Parameter.under("head", head.parameters()).stream())
            .toList();
    Weights initial = Parameter.initialize(parameters, random.in("initial"));
    RandomGenerator batches = random.stream("batches");
    TrainingTask task =
        TrainingTask.of(
            "features",
            initial,
            (scope, in) -> crossEntropy(body, head, scope, in),
            step -> draw(data.train(), labels, classes, batches));
    Weights weights = tools.trainer().train(tools.backend(), task, TRAINING).averaged();
    Evaluator evaluator =
        tools
            .backend()
            .evaluator(
                (scope, in) -> {
                  Tensor features = features(body, scope, in.get("x"));
                  return Map.of("features", features, "logits", logits(head, scope, features));
                },
                weights);
    return new FeatureClassifier(evaluator, data.test(), testLabels);
  }

  /** A network of one hidden layer, made by its name. */
  private static Selection<NetworkProvider<?>> perceptron(int width) {
    return new Selection<>("mlp", Map.of("width", width, "depth", 1, "activation", "silu"));
  }

  private static Tensor features(Network body, Scope scope, Tensor x) {
    return body.apply(scope.in("body"), NetworkInput.of(x)).silu();
  }

  private static Tensor logits(Network head, Scope scope, Tensor features) {
    return head.apply(scope.in("head"), NetworkInput.of(features));
  }

  /** Features of rows in the coordinates of the data, rows x 64. */
  Batch features(Batch rows) {
    return evaluator.apply(Map.of("x", rows)).get("features");
  }

  /** Share of test rows classified rightly. */
  double accuracy() {
    return accuracy;
  }

  /**
   * Share of rows classified as their labels say; rows with a negative label are left out.
   *
   * @throws KoopflowException if that leaves no row
   */
  double accuracy(Batch rows, int[] labels) {
    return accuracyOf(evaluator.apply(Map.of("x", rows)).get("logits"), labels);
  }

  /** Share of rows whose largest logit, the first of equal ones, is that of their label. */
  static double accuracyOf(Batch logits, int[] labels) {
    int right = 0;
    int judged = 0;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0) {
        continue;
      }
      judged++;
      int best = 0;
      for (int k = 1; k < logits.columns(); k++) {
        best = logits.get(i, k) > logits.get(i, best) ? k : best;
      }
      right += best == labels[i] ? 1 : 0;
    }
    if (judged == 0) {
      throw new KoopflowException("none of " + labels.length + " rows has a class to judge it by");
    }
    return (double) right / judged;
  }

  @Override
  public void close() {
    evaluator.close();
  }

  /** Cross-entropy of the softmax of the logits. */
  private static LossFunction.Loss crossEntropy(
      Network body, Network head, Scope scope, Map<String, Tensor> in) {
    Tensor logits = logits(head, scope, features(body, scope, in.get("x")));
    Tensor shifted = logits.subtract(logits.max(Axis.COLUMNS).stopGradient());
    Tensor normaliser = shifted.exp().sum(Axis.COLUMNS).log();
    Tensor picked = shifted.multiply(in.get("class")).sum(Axis.COLUMNS);
    return new LossFunction.Loss(normaliser.subtract(picked).mean(), Map.of());
  }

  private static Map<String, Batch> draw(
      Batch rows, int[] labels, int classes, RandomGenerator random) {
    int size = TRAINING.batchSize();
    int[] chosen = new int[size];
    float[] oneHot = new float[size * classes];
    for (int i = 0; i < size; i++) {
      chosen[i] = random.nextInt(rows.rows());
      oneHot[i * classes + labels[chosen[i]]] = 1;
    }
    return Map.of("x", rows.gather(chosen), "class", Batch.of(size, classes, oneHot));
  }
}
