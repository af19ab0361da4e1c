/**
 * What all contracts share: batches, weights and matrices that cross them, plug-ins and how they
 * are selected, random streams, progress, and what is thrown. The packages below hold one kind of
 * part each; this one imports none of them.
 */
package org.koopflow.api;
