/** Arrays in files: NumPy's formats. */
package org.koopflow.numerics.file;
