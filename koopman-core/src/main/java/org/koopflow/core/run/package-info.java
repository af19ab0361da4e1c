/** What a run leaves on disk, written so that nobody ever meets a half-written file. */
package org.koopflow.core.run;
