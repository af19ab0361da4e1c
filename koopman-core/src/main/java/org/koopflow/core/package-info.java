/**
 * The entrance for programs: {@link org.koopflow.core.Koopflow} runs experiments and opens models.
 * It puts together what the packages below do one by one, and writes no file; what is on disk is
 * {@link org.koopflow.core.run}'s.
 */
package org.koopflow.core;
