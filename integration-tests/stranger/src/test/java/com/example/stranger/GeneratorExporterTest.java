package com.example.stranger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.testkit.ExporterContract;

class GeneratorExporterTest implements ExporterContract<GeneratorExporterProvider.Settings> {
  @Override
  public GeneratorExporterProvider provider() {
    return new GeneratorExporterProvider();
  }

  @Override
  public Optional<GeneratorExporterProvider.Settings> refused() {
    return Optional.of(new GeneratorExporterProvider.Settings(13));
  }

  @Test
  void refusesNoColumns() {
    assertThatThrownBy(() -> new GeneratorExporterProvider.Settings(0))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("got 0");
  }
}
