/** The plan of a study, its trials, and what they gave. */
package org.koopflow.study;
