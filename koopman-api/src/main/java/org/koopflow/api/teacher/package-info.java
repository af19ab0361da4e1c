/**
 * The flow a student learns from: a teacher that is fitted to data, the points of its path, its
 * velocity field, or, where there is none, trajectories that were recorded.
 */
package org.koopflow.api.teacher;
