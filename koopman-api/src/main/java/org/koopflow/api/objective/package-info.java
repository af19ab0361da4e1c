/** Terms of the objective a student is trained by. */
package org.koopflow.api.objective;
