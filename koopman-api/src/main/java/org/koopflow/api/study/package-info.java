/** Many runs that belong together, and where they are made. */
package org.koopflow.api.study;
