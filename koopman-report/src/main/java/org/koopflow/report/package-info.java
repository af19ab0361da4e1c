/** What a person looks at of a run: one self-contained page, and pictures as files. */
package org.koopflow.report;
