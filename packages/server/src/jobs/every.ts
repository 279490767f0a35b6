/** Does the work again and again, one round after the other, until the returned function is called; that waits for a round under way. */
export function every(ms: number, work: (signal: AbortSignal) => Promise<void>): () => Promise<void> {
  const stop = new AbortController();
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A round that takes longer than the pause is not joined by another one.
    running ??= work(stop.signal).finally(() => (running = null));
  }, ms);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stop.abort();
    await running;
  };
}
