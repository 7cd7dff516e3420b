/** Writes that failed are tried again until they are stored. */
import { atom } from 'nanostores';

/** Milliseconds between a failed write and the next try; the last of them for all that follow. */
const retryAfter = [300, 1_000, 3_000] as const;

/** Waits before the next try. @param failures how many there were before this one */
export const breathe = (failures: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, retryAfter[Math.min(failures, retryAfter.length - 1)]);
  });

/** How many writes of practice, 收藏 and plan failed and are being tried again; they hold in this page meanwhile. */
export const $unsaved = atom(0);

/** Writes until it is stored. @param write safe to repeat where a failed one came through after all */
export async function untilStored(write: () => Promise<boolean>): Promise<void> {
  if (await write()) return;
  $unsaved.set($unsaved.get() + 1);
  for (let failures = 0; ; failures += 1) {
    await breathe(failures);
    if (await write()) break;
  }
  $unsaved.set($unsaved.get() - 1);
}
