/** Trained models written for other programs. */
package org.koopflow.api.export;
