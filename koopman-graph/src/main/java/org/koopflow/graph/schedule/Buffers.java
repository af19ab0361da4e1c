package org.koopflow.graph.schedule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers buffers, and hands those that were given back out again to who wants their size. */
final class Buffers {
  private final List<Integer> sizes = new ArrayList<>();
  private final Map<Integer, Deque<Integer>> free = new HashMap<>();

  /** A buffer that nobody has had. */
  int fresh(int size) {
    sizes.add(size);
    return sizes.size() - 1;
  }

  /** The buffer of this size that was given back last, or a fresh one. */
  int take(int size) {
    Deque<Integer> candidates = free.getOrDefault(size, new ArrayDeque<>());
    return candidates.isEmpty() ? fresh(size) : candidates.pop();
  }

  void giveBack(int buffer) {
    free.computeIfAbsent(sizes.get(buffer), size -> new ArrayDeque<>()).push(buffer);
  }

  List<Integer> sizes() {
    return List.copyOf(sizes);
  }
}
