import type { Reference } from './schema/register.ts';

declare global {
  namespace App {
    interface Locals {
      /** What the page's note cites, in the order of first mention. */
      references?: readonly Reference[];
    }
  }

  /** Storage buckets (https://wicg.github.io/storage-buckets/), Chromium only: what the second copy asks of them. */
  interface Navigator {
    readonly storageBuckets?: {
      open(
        name: string,
        options: { durability: 'relaxed' | 'strict' },
      ): Promise<{ readonly indexedDB: IDBFactory }>;
      keys(): Promise<readonly string[]>;
    };
  }
}
