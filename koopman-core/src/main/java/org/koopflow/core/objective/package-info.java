/** The objective a student is trained by, a sum of terms that are plug-ins. */
package org.koopflow.core.objective;
