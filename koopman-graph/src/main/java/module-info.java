/**
 * A function of tensors recorded once, as a graph of operations that a backend computes again and
 * again or an exporter writes out: trace, common subexpressions, liveness, reverse mode, operation
 * count. What an operation does is said here; how it is computed is the backend's.
 */
module org.koopflow.graph {
  requires transitive org.koopflow.api;

  exports org.koopflow.graph;
  exports org.koopflow.graph.schedule;
}
