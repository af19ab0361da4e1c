/** The contracts of Koopflow and the values they exchange. Depends on the JDK alone. */
module org.koopflow.api {
  exports org.koopflow.api;
  exports org.koopflow.api.backend;
  exports org.koopflow.api.data;
  exports org.koopflow.api.export;
  exports org.koopflow.api.koopman;
  exports org.koopflow.api.metric;
  exports org.koopflow.api.network;
  exports org.koopflow.api.objective;
  exports org.koopflow.api.sampling;
  exports org.koopflow.api.space;
  exports org.koopflow.api.study;
  exports org.koopflow.api.teacher;
  exports org.koopflow.api.tensor;
  exports org.koopflow.api.training;
}
