package org.koopflow.parts.exponential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.koopflow.api.Matrix;
import org.koopflow.api.NoSettings;
import org.koopflow.api.koopman.ExponentialContext;
import org.koopflow.api.koopman.ExponentialProvider;
import org.koopflow.numerics.exponential.PadeExponential;
import org.koopflow.numerics.exponential.TaylorSettings;
import org.koopflow.testkit.PluginContract;

/** The exponentials as plug-ins. */
class ExponentialProvidersTest {
  @Test
  void modulePathAndClassPathNameTheSame() throws IOException {
    String service = ExponentialProvider.class.getName();
    List<String> provided =
        PadeProvider.class.getModule().getDescriptor().provides().stream()
            .filter(provides -> provides.service().equals(service))
            .flatMap(provides -> provides.providers().stream())
            .toList();
    try (InputStream file =
        PadeProvider.class.getResourceAsStream("/META-INF/services/" + service)) {
      List<String> listed =
          new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertThat(listed)
          .containsExactlyInAnyOrderElementsOf(provided)
          .contains(
              AutoProvider.class.getName(),
              BlockProvider.class.getName(),
              EigenProvider.class.getName(),
              EulerProvider.class.getName(),
              KrylovProvider.class.getName(),
              PadeProvider.class.getName(),
              TaylorProvider.class.getName());
    }
  }

  @Test
  void strategiesKnowWhereTheyApply() {
    Matrix a = Matrix.of(1, 1, 1);
    assertThat(new PadeProvider().create(new NoSettings(), ExponentialContext.DENSE).onTensors())
        .isEmpty();
    assertThat(
            new TaylorProvider()
                .create(TaylorSettings.DEFAULT, ExponentialContext.DENSE)
                .onTensors())
        .isPresent();
    assertThat(
            new AutoProvider().create(TaylorSettings.DEFAULT, ExponentialContext.DENSE).onTensors())
        .isPresent();
    assertThat(new AutoProvider().create(TaylorSettings.DEFAULT, ExponentialContext.DENSE).exp(a))
        .isEqualTo(new PadeExponential().exp(a));
  }

  @Nested
  class Auto implements PluginContract<AutoProvider> {
    @Override
    public AutoProvider provider() {
      return new AutoProvider();
    }
  }

  @Nested
  class Pade implements PluginContract<PadeProvider> {
    @Override
    public PadeProvider provider() {
      return new PadeProvider();
    }
  }

  @Nested
  class Taylor implements PluginContract<TaylorProvider> {
    @Override
    public TaylorProvider provider() {
      return new TaylorProvider();
    }
  }
}
