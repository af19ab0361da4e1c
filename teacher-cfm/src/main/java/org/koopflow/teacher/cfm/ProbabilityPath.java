package org.koopflow.teacher.cfm;

import org.koopflow.api.InvalidSettingException;

/** How a pair of noise and data is joined. Noise has variance 1, and sigma is a setting. */
public enum ProbabilityPath {
  /**
   * {@code x_t = (1 - t) x_0 + t x_1 + sigma e}, target {@code x_1 - x_0}: conditional flow
   * matching, and OT-CFM with coupling {@code ot} (Tong et al. 2024, equation 14).
   */
  LINEAR {
    @Override
    Schedule at(double t, double sigma) {
      return new Schedule(1 - t, t, sigma * sigma, -1, 1, 0);
    }
  },

  /**
   * {@code x_t ~ N(t x_1, (1 - (1 - sigma) t)^2)}, target {@code (x_1 - (1 - sigma) x_t) / (1 - (1
   * - sigma) t)}: conditioned on the data alone, narrowing to sigma around it (Lipman et al. 2023,
   * equations 20 and 21). The noise of the path is the noise of the pair, so the target is {@code
   * x_1 - (1 - sigma) x_0}.
   */
  TARGET {
    @Override
    Schedule at(double t, double sigma) {
      return new Schedule(1 - (1 - sigma) * t, t, 0, sigma - 1, 1, 0);
    }
  },

  /**
   * Brownian bridge, {@code x_t ~ N((1 - t) x_0 + t x_1, sigma^2 t (1 - t))}, target {@code (1 - 2
   * t) / (2 t (1 - t)) (x_t - mean) + x_1 - x_0}: the Schroedinger bridge with coupling {@code
   * sinkhorn} at regularization 2 sigma^2 (Tong et al. 2024, equation 17).
   */
  BRIDGE {
    @Override
    Schedule at(double t, double sigma) {
      double squared = sigma * sigma;
      return new Schedule(1 - t, t, squared * t * (1 - t), -1, 1, squared * (1 - 2 * t));
    }

    /** The target grows without bound at both ends, and its mean square is infinite. */
    @Override
    double inside(double t) {
      return END + (1 - 2 * END) * t;
    }
  },

  /**
   * {@code x_t = cos(pi t / 2) x_0 + sin(pi t / 2) x_1 + sigma e}, target its time derivative: the
   * variance stays 1 where that of the data is 1 (Albergo and Vanden-Eijnden 2023, equation 6).
   */
  VARIANCE_PRESERVING {
    @Override
    Schedule at(double t, double sigma) {
      double angle = Math.PI / 2 * t;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      return new Schedule(cos, sin, sigma * sigma, -Math.PI / 2 * sin, Math.PI / 2 * cos, 0);
    }
  };

  /** How far the times of a bridge stay away from its ends. */
  static final double END = 1e-3;

  /** Coefficients at a time in [0, 1]. */
  abstract Schedule at(double t, double sigma);

  /** Maps a time in [0, 1] to where the regression target has a finite mean square. */
  double inside(double t) {
    return t;
  }

  /** Refuses a sigma this path has no meaning for. */
  void requireSigma(double sigma) {
    if (!(sigma >= 0 && Double.isFinite(sigma))) {
      throw new InvalidSettingException("sigma", "must be a number >= 0, got " + sigma);
    }
    if (this == BRIDGE && sigma == 0) {
      throw InvalidSettingException.together(
          "path bridge needs a sigma > 0: without noise it is path linear, got sigma 0");
    }
    if (this == TARGET && sigma >= 1) {
      throw InvalidSettingException.together(
          "path target narrows the noise from 1 to sigma, which must be below 1, got " + sigma);
    }
  }
}
