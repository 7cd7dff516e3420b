/** What can wait until the visitor sees the answer, waits for that; nothing waits on a page that is left or out of sight. */

/** Milliseconds after which a page that paints nothing is not waited for any longer. */
const longest = 100;
const waiting = new Set<() => void>();

let listening = false;

/** Settles when what was just changed has been painted; at once where the page is out of sight. */
export function painted(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  if (!listening) {
    listening = true;
    for (const leaving of ['visibilitychange', 'freeze']) document.addEventListener(leaving, waitNoLonger);
    window.addEventListener('pagehide', waitNoLonger);
  }
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    const timer = setTimeout(go, longest);
    function go(): void {
      clearTimeout(timer);
      waiting.delete(go);
      channel.port1.close();
      resolve();
    }
    waiting.add(go);
    channel.port1.onmessage = go;
    // A message posted in a frame comes when that frame has been laid out and painted.
    requestAnimationFrame(() => {
      channel.port2.postMessage(0);
    });
  });
}

/** The page is being left: nothing waits any longer. */
export function waitNoLonger(): void {
  for (const go of [...waiting]) go();
}
