/** Notices that nobody is there: for computers that others use next. */

/** Milliseconds without input after which a page is emptied, and before that, warned of. */
export const idleAfter = 600_000;
export const warnBefore = 60_000;

const signs = ['keydown', 'input', 'pointerdown', 'wheel', 'touchmove'] as const;

/**
 * Watches for input.
 * @returns ends the watch
 */
export function watchIdle(on: {
  /** A minute is left. */
  readonly warn: () => void;
  /** Somebody is there after all. */
  readonly back: () => void;
  readonly over: () => void;
}): () => void {
  let since = Date.now();
  let warned = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (): void => {
    clearTimeout(timer);
    // A clock that was put back would keep the page open for ever.
    since = Math.min(since, Date.now());
    const gone = Date.now() - since;
    if (gone >= idleAfter) {
      since = Date.now();
      warned = false;
      on.over();
      // The page stays watched: somebody may fill it in again.
    } else if (gone >= idleAfter - warnBefore && !warned) {
      warned = true;
      on.warn();
    }
    const left = (warned ? idleAfter : idleAfter - warnBefore) - (Date.now() - since);
    timer = setTimeout(check, Math.max(200, left));
  };
  const here = (): void => {
    // Timers sleep in a tab in the background: what is overdue comes before the input that woke it.
    if (Date.now() - since >= idleAfter) {
      check();
      return;
    }
    since = Date.now();
    if (!warned) return;
    warned = false;
    on.back();
    check();
  };
  const look = (): void => {
    if (document.visibilityState === 'visible') check();
  };
  for (const sign of signs) addEventListener(sign, here, { passive: true, capture: true });
  document.addEventListener('visibilitychange', look);
  check();
  return () => {
    clearTimeout(timer);
    for (const sign of signs) removeEventListener(sign, here, { capture: true });
    document.removeEventListener('visibilitychange', look);
  };
}
