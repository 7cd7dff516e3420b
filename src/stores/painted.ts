/** What can wait until the visitor sees the answer, waits for that; nothing waits on a page that is left or out of sight. */

/** Milliseconds after which a page that paints nothing is not waited for any longer. */
const longest = 100;
const waiting: (() => void)[] = [];
let port: MessagePort | undefined;

/** The page is being left, or has been painted: nothing waits any longer. */
export function waitNoLonger(): void {
  for (const go of waiting.splice(0)) go();
}

/** Settles when what was just changed has been painted; at once where the page is out of sight. */
export function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  if (!port) {
    const channel = new MessageChannel();
    channel.port1.onmessage = waitNoLonger;
    port = channel.port2;
    for (const leaving of ['visibilitychange', 'freeze', 'pagehide'])
      window.addEventListener(leaving, waitNoLonger, true);
  }
  return new Promise((resolve) => {
    waiting.push(resolve);
    // A message posted in a frame comes when that frame has been laid out and painted.
    requestAnimationFrame(() => port?.postMessage(0));
    setTimeout(waitNoLonger, longest);
  });
}
