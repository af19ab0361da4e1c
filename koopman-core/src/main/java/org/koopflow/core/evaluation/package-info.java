/**
 * What is known of metrics beside a model: what their figures are called, how one is made by its
 * name, and how far a student's observables are from moving linearly. Runs are judged by it in
 * {@code core.judging}, and so may be what else is measured.
 */
package org.koopflow.core.evaluation;
