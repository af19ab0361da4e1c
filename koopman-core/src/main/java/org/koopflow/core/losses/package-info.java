/** Loss curves of trainings. */
package org.koopflow.core.losses;
