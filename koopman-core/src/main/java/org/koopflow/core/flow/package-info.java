/**
 * What a fitted teacher shows of its flow: trajectories, points of its path and noise. One
 * implementation solves its equation, one replays what was recorded.
 */
package org.koopflow.core.flow;
