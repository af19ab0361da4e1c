package org.koopflow.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;
import org.koopflow.api.koopman.LiftingProvider;
import org.koopflow.api.network.NetworkProvider;

class SettingsTest {
  private static final Fakes.Everything DEFAULTS =
      new Fakes.FakeTeacher("cfm", Optional.empty()).defaults();

  private final Settings settings = Fakes.builder().build().settings();

  private Fakes.Everything bind(Map<String, ?> values) {
    return settings.bind("teacher", DEFAULTS, values);
  }

  @Test
  void whatIsNotGivenKeepsItsDefault() {
    Fakes.Everything bound = bind(Map.of("count", 9, "nested", Map.of("depth", 4)));
    assertThat(bound.count()).isEqualTo(9);
    assertThat(bound.nested().depth()).isEqualTo(4);
    assertThat(bound.rate()).isEqualTo(0.5);
    assertThat(bound.network().settings()).containsEntry("width", 7).containsEntry("depth", 3);
  }

  @Test
  void everyKindOfValueIsRead() {
    Fakes.Everything bound =
        bind(
            Map.of(
                "large",
                1L << 40,
                "rate",
                "1e-3",
                "on",
                false,
                "text",
                12,
                "color",
                "green",
                "sizes",
                List.of(4, 5)));
    assertThat(bound.large()).isEqualTo(1L << 40);
    assertThat(bound.rate()).isEqualTo(1e-3);
    assertThat(bound.on()).isFalse();
    assertThat(bound.text()).isEqualTo("12");
    assertThat(bound.color()).isEqualTo(Fakes.Color.GREEN);
    assertThat(bound.sizes()).containsExactly(4, 5);
  }

  @Test
  void writingAndBindingAgainChangesNothing() {
    Fakes.Everything bound = bind(Map.of("count", 3, "network", Map.of("type", "residual")));
    assertThat(settings.bind("teacher", DEFAULTS, settings.values(bound))).isEqualTo(bound);
  }

  private static final Fakes.Grouped GROUPED = new Fakes.Grouped(1, new Fakes.Range(2, 3), "end");

  private Fakes.Grouped grouped(Map<String, ?> values) {
    return settings.bind("place", GROUPED, values);
  }

  @Test
  void keysOfWhatIsInlinedStandAmongTheOthers() {
    Fakes.Grouped bound = grouped(Map.of("first", 7, "high", 5));
    assertThat(bound).isEqualTo(new Fakes.Grouped(7, new Fakes.Range(2, 5), "end"));
    assertThat(settings.values(bound))
        .containsExactly(
            Map.entry("first", 7),
            Map.entry("low", 2.0),
            Map.entry("high", 5.0),
            Map.entry("last", "end"));
    assertThat(settings.bind("place", GROUPED, settings.values(bound))).isEqualTo(bound);
  }

  @Test
  void mistakesInWhatIsInlinedPointAtTheirKeys() {
    assertThatThrownBy(() -> grouped(Map.of("hihg", 5)))
        .hasMessage(
            "unknown key 'hihg' (did you mean 'high'?); known keys of 'place': first, low, high,"
                + " last");
    assertThatThrownBy(() -> grouped(Map.of("range", Map.of("low", 1))))
        .hasMessageContaining("unknown key 'range'");
    assertThatThrownBy(() -> grouped(Map.of("low", "deep")))
        .hasMessage("'place.low' must be a number, got 'deep'");
    assertThatThrownBy(() -> grouped(Map.of("low", -1)))
        .hasMessage("in 'place': low must not be negative, got -1.0")
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("place.low"));
    assertThatThrownBy(() -> grouped(Map.of("high", 1)))
        .hasMessage("in 'place': high must be at least low")
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("place"));
  }

  @ParameterizedTest
  @CsvSource({
    "count, two, 'teacher.count' must be a whole number; got 'two'",
    "rate, fast, 'teacher.rate' must be a number; got 'fast'",
    "on, maybe, 'teacher.on' must be true or false; got 'maybe'",
    "color, blue, 'teacher.color' must be one of red; green; got 'blue'",
    "sizes, 3, 'teacher.sizes' must be a list; got '3'",
    "nested, deep, 'teacher.nested' must be a section of keys; got 'deep'",
    "network, mpl, unknown network 'mpl' (did you mean 'mlp'?); known: mlp; residual"
  })
  void aWrongTypeIsNamed(String key, String value, String message) {
    assertThatThrownBy(() -> bind(Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message.replace(';', ',').replace("?),", "?);"));
  }

  /** A key with nothing behind it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"count", "rate", "on", "text", "color", "sizes", "nested", "network", "second"})
  void aBlankKeyIsNamed(String key) {
    Map<String, Object> blank = new HashMap<>();
    blank.put(key, null);
    assertThatThrownBy(() -> bind(blank))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("'teacher." + key + "' must be ")
        .hasMessageEndingWith(", got nothing");
    Map<String, Object> inside = new HashMap<>();
    inside.put("depth", null);
    assertThatThrownBy(() -> bind(Map.of("network", inside)))
        .hasMessage("'teacher.network.depth' must be a whole number, got nothing");
  }

  @Test
  void theNameOfAPluginStandsForASection() {
    assertThat(bind(Map.of("network", "residual")))
        .isEqualTo(bind(Map.of("network", Map.of("type", "residual"))));
    assertThat(bind(Map.of("second", "mlp")).second().orElseThrow().type()).isEqualTo("mlp");
  }

  /** A section that selects a part. */
  public record Section(Selection<NetworkProvider<?>> network) {}

  /** A record with such a section. */
  public record Around(Section section) {}

  @Test
  void whatASectionSelectsByDefaultIsResolvedThoughNothingIsWritten() {
    Around defaults = new Around(new Section(new Selection<>("mlp", Map.of("width", 7))));
    Around bound = settings.bind("", defaults, Map.of());
    assertThat(bound.section().network().settings())
        .containsEntry("width", 7)
        .containsEntry("depth", 3);
    assertThat(settings.bind("", defaults, settings.values(bound))).isEqualTo(bound);
    Around wrong = new Around(new Section(new Selection<>("mlp", Map.of("widht", 7))));
    assertThatThrownBy(() -> settings.bind("", wrong, Map.of()))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("section.network.widht"));
    // A larger product may have it; once it is named it must be there.
    Around unknown = new Around(new Section(Selection.of("mpl")));
    assertThat(settings.bind("", unknown, Map.of())).isEqualTo(unknown);
    assertThatThrownBy(() -> settings.bind("", unknown, settings.values(unknown)))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("section.network.type"));
  }

  /** Networks chosen together: {@code mlp} by default. */
  public record Together(Selections<NetworkProvider<?>> networks) {}

  private static final Together TOGETHER = new Together(Selections.of(Map.of("mlp", 7), "width"));

  private Together together(Map<String, ?> values) {
    return settings.bind(
        "", new Together(Selections.of(Map.of("mlp", 7), "width")), Map.of("networks", values));
  }

  @Test
  void severalPluginsAreLaidOverThoseByDefault() {
    assertThat(together(Map.of()).networks().chosen().get("mlp").settings())
        .containsEntry("width", 7)
        .containsEntry("depth", 3);
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("residual", true);
    written.put("mlp", "9");
    Together both = together(written);
    assertThat(both.networks().chosen()).containsOnlyKeys("mlp", "residual");
    assertThat(both.networks().chosen().get("mlp").settings())
        .containsEntry("width", 9)
        .containsEntry("depth", 3);
    Together other = together(Map.of("mlp", false, "residual", Map.of("blocks", 4)));
    assertThat(other.networks().chosen()).containsOnlyKeys("residual");
    assertThat(other.networks().leftOut()).containsExactly("mlp");
    for (Together each : List.of(both, other)) {
      assertThat(
              settings.bind(
                  "",
                  new Together(Selections.of(Map.of("mlp", 7), "width")),
                  settings.values(each)))
          .isEqualTo(each);
    }
  }

  private Together layered(Map<String, Object> below, Map<String, Object> above) {
    return together(Layers.changed(below, above));
  }

  @Test
  void aValueAloneAndASectionLieOverOneAnother() {
    Map<String, Object> alone = Map.of("mlp", "9");
    Map<String, Object> section = Map.of("mlp", Map.of("depth", "5"));
    for (Together both : List.of(layered(alone, section), layered(section, alone))) {
      assertThat(both.networks().chosen().get("mlp").settings())
          .containsEntry("width", 9)
          .containsEntry("depth", 5);
    }
    assertThat(layered(section, Map.of("mlp", "false")).networks().chosen()).isEmpty();
    assertThat(layered(Map.of("mlp", "false"), section).networks())
        .isEqualTo(together(section).networks());
    assertThat(together(Layers.joined(alone, section)).networks())
        .isEqualTo(layered(alone, section).networks());
    assertThat(together(Layers.joined(section, alone)).networks())
        .isEqualTo(layered(section, alone).networks());
    // Of what is meant together the later counts.
    Map<String, Object> width = Map.of("mlp", Map.of("width", "4"));
    assertThat(together(Layers.joined(width, alone)).networks())
        .isEqualTo(together(alone).networks());
    assertThat(together(Layers.joined(alone, width)).networks())
        .isEqualTo(together(width).networks());
  }

  /** A lifting whose default has a network of its own. */
  public record Deep(Selection<LiftingProvider<?>> lifting) {}

  @Test
  void aDefaultInsideADefaultIsReplacedByName() {
    Deep standard =
        new Deep(
            new Selection<>(
                "mlp", Map.of("network", Map.of("type", "mlp", "width", 5, "depth", 1))));
    for (Object network : List.of("residual", Map.of("type", "residual"))) {
      Deep bound = settings.bind("", standard, Map.of("lifting", Map.of("network", network)));
      assertThat(bound.lifting().settings().get("network").toString())
          .contains("type=residual", "width=5")
          .doesNotContain("depth");
    }
  }

  @Test
  void whatIsNotThereIsKeptWhereItMayBe() {
    Settings lenient = settings.keepingUnknown(path -> path.equals("teacher.network.type"));
    Map<String, Object> written = Map.of("network", Map.of("type", "gone", "width", 3));
    Fakes.Everything bound = lenient.bind("teacher", DEFAULTS, written);
    assertThat(bound.network().type()).isEqualTo("gone");
    assertThat(bound.network().settings()).isEqualTo(Map.of("width", 3));
    assertThat(settings.values(bound)).containsAllEntriesOf(written);
    Settings all = settings.keepingUnknown(path -> path.startsWith("networks.gone"));
    Together standard = new Together(Selections.of(Map.of("mlp", 7), "width"));
    for (Object value : List.of("0.5", true, new TreeMap<>(Map.of("depth", "2", "width", "3")))) {
      Map<String, Object> several = Map.of("networks", Map.of("gone", value));
      Together kept = all.bind("", standard, several);
      assertThat(kept.networks().chosen()).containsOnlyKeys("mlp", "gone");
      assertThat(settings.values(kept).get("networks"))
          .hasToString("{mlp=" + "{width=7, depth=3, activation=silu}, gone=" + value + "}");
      assertThat(all.bind("", standard, settings.values(kept))).isEqualTo(kept);
      assertThatThrownBy(() -> settings.bind("", standard, several))
          .hasMessageContaining("unknown network 'gone'");
    }
    assertThatThrownBy(() -> lenient.bind("student", DEFAULTS, written))
        .hasMessageContaining("unknown network 'gone'");
    assertThatThrownBy(() -> bind(written)).hasMessageContaining("unknown network 'gone'");
  }

  @Test
  void amongSeveralTooWhatIsNotThereIsKeptWhereItMayBe() {
    Settings lenient = settings.keepingUnknown(path -> !path.contains("fresh"));
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("alone", 0.5);
    written.put("keys", Map.of("width", 3, "depth", 2));
    written.put("wanted", true);
    written.put("unwanted", false);
    Together bound = lenient.bind("", TOGETHER, Map.of("networks", written));
    assertThat(bound.networks().chosen()).containsKeys("alone", "keys", "wanted");
    assertThat(bound.networks().chosen()).doesNotContainKey("unwanted");
    Map<?, ?> values = (Map<?, ?>) settings.values(bound).get("networks");
    written.remove("unwanted");
    written.forEach((name, value) -> assertThat(values.get(name)).isEqualTo(value));
    assertThat(lenient.bind("", TOGETHER, settings.values(bound))).isEqualTo(bound);
    assertThatThrownBy(() -> lenient.bind("", TOGETHER, Map.of("networks", Map.of("fresh", true))))
        .hasMessageContaining("unknown network 'fresh'");
    assertThatThrownBy(() -> together(Map.of("unwanted", false)))
        .hasMessageContaining("unknown network 'unwanted'");
  }

  @Test
  void whatIsChosenByDefaultCanBeLeftOutWhereItIsNotThere() {
    Together standard = new Together(Selections.of("mlp", "gone"));
    Together bound = settings.bind("", standard, Map.of("networks", Map.of("gone", false)));
    assertThat(bound.networks().chosen()).containsOnlyKeys("mlp");
    assertThat(bound.networks().leftOut()).containsExactly("gone");
  }

  @Test
  void aMistakeAmongSeveralPluginsIsFoundAtItsPath() {
    assertThatThrownBy(() -> together(Map.of("mpl", 3)))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("networks.mpl"))
        .hasMessageContaining("unknown network 'mpl' (did you mean 'mlp'?)");
    assertThatThrownBy(() -> together(Map.of("mlp", "wide")))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("networks.mlp.width"));
    Map<String, Object> blank = new HashMap<>();
    blank.put("mlp", null);
    assertThatThrownBy(() -> together(blank))
        .hasMessage("'networks.mlp' must be a section of keys, got nothing");
  }

  @Test
  void numbersAreNotBent() {
    assertThatThrownBy(() -> bind(Map.of("count", 1.5))).hasMessageContaining("a whole number");
    assertThatThrownBy(() -> bind(Map.of("count", 1L << 40))).hasMessageContaining("whole number");
    assertThatThrownBy(() -> bind(Map.of("large", BigInteger.ONE.shiftLeft(70))))
        .hasMessageContaining("between");
    assertThatThrownBy(() -> bind(Map.of("text", Map.of()))).hasMessageContaining("a section");
  }

  @Test
  void whatARecordRefusesStandsAtTheKeyItNames() {
    assertThatThrownBy(() -> bind(Map.of("nested", Map.of("depth", -1))))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("teacher.nested.depth"))
        .hasMessage("in 'teacher.nested': depth must not be negative, got -1.0");
  }

  @Test
  void whatTwoKeysAreRefusedForStandsAtTheirSection() {
    assertThatThrownBy(() -> bind(Map.of("network", Map.of("depth", 0))))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("teacher.network"))
        .hasMessageContaining("width and depth must be at least 1, got width 7, depth 0");
  }

  @Test
  void overridesOfADefaultSelectionHoldOnlyForItsType() {
    Fakes.Everything other = bind(Map.of("network", Map.of("type", "residual")));
    assertThat(other.network().settings()).containsEntry("width", 256);
    Fakes.Everything same = bind(Map.of("network", Map.of("type", "mlp", "depth", 2)));
    assertThat(same.network().settings()).containsEntry("width", 7).containsEntry("depth", 2);
  }

  @Test
  void whatIsOptionalIsWrittenOnlyIfChosen() {
    assertThat(settings.values(bind(Map.of()))).doesNotContainKey("second");

    Fakes.Everything bound = bind(Map.of("second", Map.of("type", "residual", "blocks", "4")));
    assertThat(bound.second().orElseThrow().type()).isEqualTo("residual");
    assertThat(bound.second().orElseThrow().settings())
        .containsEntry("blocks", 4)
        .containsEntry("width", 256);
    assertThat(settings.bind("teacher", DEFAULTS, settings.values(bound))).isEqualTo(bound);
  }

  @Test
  void whatIsOptionalMustNameItsPlugin() {
    assertThatThrownBy(() -> bind(Map.of("second", Map.of("width", 3))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("'teacher.second.type' must be the name of a plug-in, got nothing");
    assertThatThrownBy(() -> bind(Map.of("second", Map.of("type", "residual", "widht", 3))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("unknown key 'widht'");
  }

  @Test
  void anUnknownPluginIsFoundAtItsPath() {
    assertThatThrownBy(() -> bind(Map.of("network", Map.of("type", "mpl"))))
        .isInstanceOfSatisfying(
            SettingsException.class, e -> assertThat(e.path()).isEqualTo("teacher.network.type"))
        .hasMessageContaining("unknown network 'mpl' (did you mean 'mlp'?)");
  }

  @Test
  void anInheritedKeyIsDroppedOnlyIfTheNewPluginLacksIt() {
    Fakes.Everything bound =
        bind(
            Map.of(
                "network",
                Map.of(
                    "type", "residual",
                    "width", new Layers.Inherited(33),
                    "depth", new Layers.Inherited(5))));
    assertThat(bound.network().settings()).containsEntry("width", 33).doesNotContainKey("depth");
    assertThatThrownBy(() -> bind(Map.of("network", Map.of("type", "residual", "depth", 5))))
        .hasMessageContaining("unknown key 'depth'")
        .hasMessageContaining("known keys of 'teacher.network': width, blocks, activation");
  }
}
