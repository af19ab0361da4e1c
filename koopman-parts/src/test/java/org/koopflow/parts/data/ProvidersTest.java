package org.koopflow.parts.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.koopflow.api.data.DataSourceProvider;
import org.koopflow.testkit.PluginContract;

class ProvidersTest {
  static Stream<DataSourceProvider<?>> providers() {
    return Stream.concat(
        GeneratedSourcesTest.sources(),
        Stream.of(
            new NpyData(),
            new CsvData(),
            new IdxImages(),
            new FashionMnist(),
            new Mnist(),
            new TaughtData(),
            new Bars()));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void keepTheContractOfPlugins(DataSourceProvider<?> provider)
      throws ReflectiveOperationException {
    PluginContract<DataSourceProvider<?>> contract = () -> provider;
    contract.nameIsLowerCase();
    contract.summaryIsOneLine();
    contract.defaultsAreReadable();
  }

  @Test
  void haveTheNamesThatSpecificationsUse() {
    assertThat(providers().map(DataSourceProvider::name))
        .containsExactlyInAnyOrder(
            "eight-gaussians",
            "two-moons",
            "checkerboard",
            "two-spirals",
            "pinwheel",
            "swiss-roll",
            "gaussian",
            "npy",
            "csv",
            "idx",
            "fashion-mnist",
            "mnist",
            "teacher",
            "bars");
  }

  @Test
  void areDeclaredForModulePathAndClassPath() throws IOException {
    List<String> classes = providers().map(p -> p.getClass().getName()).sorted().toList();
    String service = DataSourceProvider.class.getName();
    Module module = EightGaussians.class.getModule();
    try (var in = module.getResourceAsStream("META-INF/services/" + service)) {
      String listed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(listed.lines().sorted()).isEqualTo(classes);
    }
    assertThat(module.isNamed()).isTrue();
    List<String> provided =
        module.getDescriptor().provides().stream()
            .filter(p -> p.service().equals(service))
            .map(ModuleDescriptor.Provides::providers)
            .flatMap(List::stream)
            .sorted()
            .toList();
    assertThat(provided).isEqualTo(classes);
  }
}
