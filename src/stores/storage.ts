/** What every database of the site shares: patience with a storage that is slow, and another try at one that stumbles. */

/** Milliseconds after which a storage that does not answer counts as none. */
export const patience = 2_000;
/** Milliseconds after which many records at once count as not written. */
export const longPatience = 60_000;
/** Milliseconds before the next try at opening: a browser started right after a crash may need a moment. */
const openAgainAfter = [150, 600] as const;

/** Waits for the storage, up to a limit in milliseconds. @throws Error when the promise has not settled in time */
export function inTime<T>(promise: Promise<T>, limit = patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('storage hangs'));
    }, limit);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/**
 * Opens a database; where the browser names no reason for refusing (UnknownError, AbortError), once more and again.
 * @throws what the browser throws, or an Error when it does not answer in time
 */
export async function opened<T>(open: () => Promise<T>): Promise<T> {
  for (const wait of openAgainAfter)
    try {
      return await inTime(open());
    } catch (cause) {
      const unnamed = cause instanceof DOMException && ['UnknownError', 'AbortError'].includes(cause.name);
      if (!unnamed) throw cause;
      await new Promise((resolve) => {
        setTimeout(resolve, wait);
      });
    }
  return inTime(open());
}
