/** Pictures of a run, as PNG files. They need no display. */
package org.koopflow.report.picture;
