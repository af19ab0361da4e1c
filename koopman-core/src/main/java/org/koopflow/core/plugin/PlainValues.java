package org.koopflow.core.plugin;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.koopflow.api.Selection;
import org.koopflow.api.Selections;

/** Settings records written as the plain values a specification is made of. */
final class PlainValues {
  private PlainValues() {}

  /**
   * Writes a record, in the order of its components.
   *
   * @param record the record
   * @return values by component name, without what is optional and not chosen; selections become
   *     maps with {@code type} first, or the name alone where there are no settings
   */
  static Map<String, Object> of(Record record) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = Records.read(component, record);
      if (Records.isInlined(component)) {
        values.putAll(of((Record) value));
      } else if (!Optional.empty().equals(value)) {
        values.put(component.getName(), plain(value));
      }
    }
    return values;
  }

  private static Object plain(Object value) {
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElseThrow());
    }
    if (value instanceof Selection<?> selection) {
      if (selection.settings().isEmpty()) {
        return selection.type();
      }
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("type", selection.type());
      map.putAll(settings(selection));
      return map;
    }
    if (value instanceof Selections<?> selections) {
      return chosen(selections);
    }
    if (value instanceof Record record) {
      return of(record);
    }
    if (value instanceof Enum<?> constant) {
      return Scalars.written(constant);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PlainValues::plain).toList();
    }
    return value;
  }

  private static Map<String, Object> settings(Selection<?> selection) {
    Map<String, Object> map = new LinkedHashMap<>();
    selection.settings().forEach((key, item) -> map.put(key, plain(item)));
    return map;
  }

  /** As short as it can be read back: true for no settings, the value of a single one. */
  private static Map<String, Object> chosen(Selections<?> selections) {
    Map<String, Object> map = new LinkedHashMap<>();
    selections
        .chosen()
        .forEach(
            (name, selection) -> {
              Map<String, Object> settings = settings(selection);
              Object only = settings.size() == 1 ? settings.values().iterator().next() : null;
              boolean scalar = only != null && !(only instanceof Map) && !(only instanceof List);
              map.put(
                  name,
                  settings.isEmpty()
                      ? Boolean.TRUE
                      : scalar && !(only instanceof Boolean) ? only : settings);
            });
    selections.leftOut().forEach(name -> map.put(name, Boolean.FALSE));
    return map;
  }
}
