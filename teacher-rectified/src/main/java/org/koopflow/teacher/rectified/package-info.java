/**
 * The teacher by rectified flow: a network matched on straight lines, and matched again, round by
 * round, on lines between noise and where the flow has taken it.
 */
package org.koopflow.teacher.rectified;
