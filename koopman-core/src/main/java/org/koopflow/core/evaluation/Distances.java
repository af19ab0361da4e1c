package org.koopflow.core.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Batch;
import org.koopflow.numerics.distance.EnergyDistance;
import org.koopflow.numerics.distance.FrechetDistance;
import org.koopflow.numerics.distance.SlicedWasserstein;

/** The distances from real data by which every set of samples is judged, teacher's or student's. */
final class Distances {
  private final Batch real;
  private final int energySamples;
  private final SlicedWasserstein sliced;
  private final Optional<FeatureClassifier> classifier;
  private final Optional<Batch> realFeatures;

  Distances(
      Batch real,
      SlicedWasserstein sliced,
      int energySamples,
      Optional<FeatureClassifier> features) {
    this.real = real;
    this.energySamples = energySamples;
    this.sliced = sliced;
    this.classifier = features;
    this.realFeatures = features.map(f -> f.features(real));
  }

  /** Distances of samples, in the coordinates of the data, from the real rows. */
  Map<String, Object> of(Batch samples) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("slicedWasserstein", sliced.between(samples, real));
    figures.put("energy", new EnergyDistance().between(head(samples), head(real)));
    classifier.ifPresent(
        c ->
            figures.put(
                "frechet",
                new FrechetDistance().between(c.features(samples), realFeatures.orElseThrow())));
    return figures;
  }

  private Batch head(Batch rows) {
    return rows.rows(0, Math.min(energySamples, rows.rows()));
  }
}
