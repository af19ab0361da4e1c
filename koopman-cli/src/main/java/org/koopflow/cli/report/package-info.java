/** What a person reads about a run: tables for the terminal and one self-contained page. */
package org.koopflow.cli.report;
