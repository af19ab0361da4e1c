/**
 * One plug-in of each kind, small enough to be read at a sitting and to begin one's own from: a
 * data source, a network, a lifting, an operator, an exponential, a teacher and a sampler. The
 * backend lies in a package of its own, which need not be exported: only settings are read from
 * outside.
 */
package com.example.stranger;
