/**
 * A backend in plain Java arrays, which evaluates and has no gradients, as a backend may. It is
 * chosen by name like the other plug-ins of this module, and nothing outside needs to see its
 * classes.
 */
package com.example.stranger.heap;
