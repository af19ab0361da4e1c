/** Teachers by conditional flow matching, trained or in closed form. */
module org.koopflow.teacher.cfm {
  requires transitive org.koopflow.api;
  requires org.koopflow.numerics;

  exports org.koopflow.teacher.cfm;

  provides org.koopflow.api.teacher.TeacherProvider with
      org.koopflow.teacher.cfm.AnalyticProvider,
      org.koopflow.teacher.cfm.CfmProvider;
}
