/** Work that nobody waits for. */

/**
 * Runs it when the browser has nothing better to do, at the latest after two seconds; where a browser cannot tell, soon.
 * @returns calls it off
 */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, 100);
    return () => {
      clearTimeout(timer);
    };
  }
  const handle = requestIdleCallback(run, { timeout: 2_000 });
  return () => {
    cancelIdleCallback(handle);
  };
}
