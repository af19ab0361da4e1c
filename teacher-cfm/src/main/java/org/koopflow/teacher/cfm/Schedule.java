package org.koopflow.teacher.cfm;

/**
 * A Gaussian conditional path at one time: {@code x_t = a x_0 + b x_1 + s e} with independent
 * standard normal {@code e}, and the time derivatives of its coefficients. Every path of this
 * module is one of these (Lipman et al. 2023, equation 10, with the noise of the pair kept apart
 * from that of the path), so that its points, its regression target and its marginal velocity need
 * one formula each.
 *
 * @param noise a
 * @param data b
 * @param variance s^2
 * @param noiseSlope da/dt
 * @param dataSlope db/dt
 * @param varianceSlope d(s^2)/dt, which is finite where ds/dt is not
 */
record Schedule(
    double noise,
    double data,
    double variance,
    double noiseSlope,
    double dataSlope,
    double varianceSlope) {

  /** s. */
  double deviation() {
    return Math.sqrt(variance);
  }

  /** ds/dt; 0 where there is no noise along the path. */
  double deviationSlope() {
    return varianceSlope == 0 ? 0 : varianceSlope / (2 * Math.sqrt(variance));
  }

  /** Variance of x_t where that of x_1 is given and the pair is independent. */
  double total(double dataVariance) {
    return noise * noise + data * data * dataVariance + variance;
  }

  /** Half the time derivative of {@link #total}. */
  double halfTotalSlope(double dataVariance) {
    return noise * noiseSlope + data * dataSlope * dataVariance + varianceSlope / 2;
  }
}
