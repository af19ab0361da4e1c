/** Dense linear algebra in double precision on the host, host tensors, and arrays in files. */
module org.koopflow.numerics {
  requires ojalgo;
  requires transitive org.koopflow.api;

  exports org.koopflow.numerics.dense;
  exports org.koopflow.numerics.distance;
  exports org.koopflow.numerics.exponential;
  exports org.koopflow.numerics.file;
  exports org.koopflow.numerics.host;
}
