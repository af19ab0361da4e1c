/**
 * The contracts of all kinds of plug-in, as interfaces full of tests: implement one in a test
 * class, name the provider, and inherit them. What they are tried on is known in closed form, or
 * computed by {@link org.koopflow.testkit.reference}, so that no contract needs another plug-in.
 */
package org.koopflow.testkit;
