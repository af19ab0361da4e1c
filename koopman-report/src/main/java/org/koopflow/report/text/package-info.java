/** What a person reads about runs in a terminal: tables, and numbers short enough for them. */
package org.koopflow.report.text;
