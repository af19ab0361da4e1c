/** The page of a run: what it draws, as trees of numbers, and how it is put together. */
package org.koopflow.report.page;
