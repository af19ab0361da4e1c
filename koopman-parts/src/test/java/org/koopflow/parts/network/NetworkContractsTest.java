package org.koopflow.parts.network;

import org.junit.jupiter.api.Nested;
import org.koopflow.api.network.NetworkProvider;
import org.koopflow.api.space.Space;
import org.koopflow.api.tensor.ImageLayout;
import org.koopflow.testkit.NetworkContract;

/** The built-in networks keep the contract of networks, whatever their size. */
class NetworkContractsTest {
  @Nested
  class OfConvolution implements NetworkContract<ConvolutionProvider.Settings> {
    @Override
    public NetworkProvider<ConvolutionProvider.Settings> provider() {
      return new ConvolutionProvider();
    }

    @Override
    public ConvolutionProvider.Settings settings() {
      return new ConvolutionProvider.Settings(6, 2, 2, 3);
    }

    @Override
    public Space space() {
      return Space.of(new ImageLayout(2, 3, 4));
    }
  }

  @Nested
  class OfMlp implements NetworkContract<MlpProvider.Settings> {
    @Override
    public NetworkProvider<MlpProvider.Settings> provider() {
      return new MlpProvider();
    }

    @Override
    public MlpProvider.Settings settings() {
      return new MlpProvider.Settings(7, 3, Activation.SILU);
    }
  }

  @Nested
  class OfResidual implements NetworkContract<ResidualProvider.Settings> {
    @Override
    public NetworkProvider<ResidualProvider.Settings> provider() {
      return new ResidualProvider();
    }

    @Override
    public ResidualProvider.Settings settings() {
      return new ResidualProvider.Settings(6, 2, Activation.SILU);
    }
  }
}
