package org.koopflow.core.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.koopflow.api.Inlined;
import org.koopflow.api.InvalidSettingException;
import org.koopflow.api.KoopflowException;
import org.koopflow.api.SpecificationException;

/** Settings records taken apart and put together. */
final class Records {
  private Records() {}

  /** Names of the keys: those of the components, and of what is inlined, in their order. */
  static List<String> names(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                isInlined(component)
                    ? names(component.getType()).stream()
                    : Stream.of(component.getName()))
        .toList();
  }

  /** Whether the keys of a component stand among those of the record itself. */
  static boolean isInlined(RecordComponent component) {
    return component.isAnnotationPresent(Inlined.class);
  }

  /** The value of a component. */
  static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalArgumentException(
          record.getClass().getName() + " must be public and in an exported package", closed);
    }
  }

  /**
   * Makes a record by its canonical constructor.
   *
   * @param path where it stands in the specification, for messages; may be empty
   * @param type the record's type
   * @param arguments values of all components
   * @return the record
   * @throws SettingsException if the constructor refuses a value
   * @throws KoopflowException if it fails in any other way
   */
  static <R extends Record> R construct(String path, Class<R> type, Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof InvalidSettingException
          || refused.getCause() instanceof SpecificationException) {
        String where = path.isEmpty() ? "" : "in '" + path + "': ";
        throw new SettingsException(
            culprit(path, type, refused.getCause()),
            where + refused.getCause().getMessage(),
            false);
      }
      if (refused.getCause() instanceof VirtualMachineError machine) {
        throw machine;
      }
      throw Blame.ofPlugin("making " + type.getName(), refused.getCause());
    } catch (ReflectiveOperationException closed) {
      throw new IllegalArgumentException(
          type.getName() + " must be public and in an exported package", closed);
    }
  }

  /** Where the refused value stands: at its key if the record says which, else at the section. */
  private static String culprit(String path, Class<?> type, Throwable refusal) {
    return refusal instanceof InvalidSettingException invalid
            && names(type).contains(invalid.setting())
        ? join(path, invalid.setting())
        : path;
  }

  /** The path of a key within a section. */
  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
