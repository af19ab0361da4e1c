/** Teachers trained by conditional flow matching. */
module org.koopflow.teacher.cfm {
  requires org.koopflow.api;
}
