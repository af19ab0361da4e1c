/**
 * Plug-ins found, looked up by name, and made of settings. Settings are records of the plug-ins'
 * own, written and read as plain values here, the same for every kind; no other package of the core
 * is known.
 */
package org.koopflow.core.plugin;
