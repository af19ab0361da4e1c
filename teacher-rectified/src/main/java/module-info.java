/** Teacher by rectified flow. */
module org.koopflow.teacher.rectified {
  requires transitive org.koopflow.api;

  exports org.koopflow.teacher.rectified;

  provides org.koopflow.api.teacher.TeacherProvider with
      org.koopflow.teacher.rectified.RectifiedProvider;
}
