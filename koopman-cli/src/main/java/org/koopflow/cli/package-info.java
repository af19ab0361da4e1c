/** The {@code koopflow} command. */
package org.koopflow.cli;
