/** Networks. */
package org.koopflow.parts.network;
