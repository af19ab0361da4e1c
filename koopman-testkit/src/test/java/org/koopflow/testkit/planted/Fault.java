package org.koopflow.testkit.planted;

/** A mistake an author of a backend can make. */
public enum Fault {
  /** None: a sound backend. */
  NONE,
  /** The derivative of tanh is 1 - y instead of 1 - y^2. */
  TANH_DERIVATIVE,
  /** The gradient of a right factor comes out transposed. */
  TRANSPOSED_MATMUL_GRADIENT,
  /** A column is broadcast as if all its entries were the first. */
  BROADCAST_VALUE,
  /** What broadcasting has stretched is not summed in the gradient. */
  BROADCAST_GRADIENT,
  /** What was taken twice gets the gradient of one of its places instead of their sum. */
  OVERWRITING_SCATTER,
  /** A convolution reads its kernel columns first. */
  TRANSPOSED_KERNEL,
  /** Around an image lie its outermost pixels again instead of zeros. */
  REPEATED_PADDING,
  /** No gradient reaches the outermost pixels of an image. */
  DROPPED_BORDER,
  /** A gradient comes through where it is to be stopped. */
  UNSTOPPED_GRADIENT,
  /** A function is computed once and remembered for all inputs of the same sizes. */
  STALE_RESULT,
  /** A mean over rows divides by the number of rows there were in the first call. */
  FIRST_SIZE,
  /** No two calls give the same bits. */
  NOISE,
  /** Every call keeps some memory outside the heap for ever. */
  LEAK,
  /** What is made for new sizes is kept for ever. */
  LEAK_OF_SIZES,
  /** Operations that have a default are overridden with values that are a little off. */
  OVERRIDDEN_VALUES,
  /** Operations that have a default are overridden with the right values and wrong gradients. */
  OVERRIDDEN_GRADIENTS,
  /** A part of a scope forgets the part it is in. */
  FORGOTTEN_PREFIX,
  /** A part of a scope fills with something else. */
  WRONG_FILLING,
  /** A closed function goes on working. */
  WORKS_AFTER_CLOSE
}
