/**
 * The programs that the README shows, as code that is compiled and run. The tests beside them look
 * at the assembled product, with every plug-in in its place.
 */
package org.koopflow.it;
