/** What needs no backend: specification, wiring, training loop, built-in parts, run folder. */
module org.koopflow.core {
  requires transitive org.koopflow.api;
  requires ojalgo;

  exports org.koopflow.core.data;
  exports org.koopflow.core.spec;

  provides org.koopflow.api.data.DataSourceProvider with
      org.koopflow.core.data.Checkerboard,
      org.koopflow.core.data.CsvData,
      org.koopflow.core.data.EightGaussians,
      org.koopflow.core.data.FashionMnist,
      org.koopflow.core.data.Gaussian,
      org.koopflow.core.data.IdxImages,
      org.koopflow.core.data.Mnist,
      org.koopflow.core.data.NpyData,
      org.koopflow.core.data.Pinwheel,
      org.koopflow.core.data.SwissRoll,
      org.koopflow.core.data.TwoMoons,
      org.koopflow.core.data.TwoSpirals;
}
