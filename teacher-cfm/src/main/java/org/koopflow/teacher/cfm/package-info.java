/**
 * Teachers by conditional flow matching: a coupling of noise and data, a path between them, and a
 * network regressed on its velocity; or the exact velocity to a mixture of Gaussians, in closed
 * form and without any training.
 */
package org.koopflow.teacher.cfm;
