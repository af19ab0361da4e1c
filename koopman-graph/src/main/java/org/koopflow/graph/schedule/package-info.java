/**
 * In which order a graph is computed and in which memory: {@link
 * org.koopflow.graph.schedule.Schedule} numbers the buffers, whoever computes allocates them.
 */
package org.koopflow.graph.schedule;
