/** Where the trials of a study are made: here, one after another. */
package org.koopflow.parts.study;
