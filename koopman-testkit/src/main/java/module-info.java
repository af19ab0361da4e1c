/** Contract tests that every implementation of a service inherits, ours and strangers'. */
module org.koopflow.testkit {
  requires transitive org.koopflow.api;
  requires transitive org.junit.jupiter.api;
  requires transitive org.assertj.core;
  requires net.jqwik.api;

  exports org.koopflow.testkit;
}
