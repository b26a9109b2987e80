/**
 * Computes once, when asked for. Asking again while the computation runs (a cycle in the program) gives `cycle`.
 */
export function lazy<T>(compute: () => T, cycle: T): () => T {
  let pending: (() => T) | undefined = compute;
  let running = false;
  let value = cycle;
  return () => {
    if (pending !== undefined && !running) {
      running = true;
      try {
        value = pending();
        pending = undefined;
      } finally {
        // A computation that has to wait for a file is thrown away, and begins again.
        running = false;
      }
    }
    return value;
  };
}
