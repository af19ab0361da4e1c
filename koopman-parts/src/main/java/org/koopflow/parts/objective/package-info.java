/** The terms of the objective (arXiv 2506.22304, and the path term). */
package org.koopflow.parts.objective;
