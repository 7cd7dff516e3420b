/** The bank in the browser: fetched once, when the page is idle or somebody reaches for it, so a start needs no request. */
import { atom } from 'nanostores';
import { isBankFile, type BankFile } from '../domain/exam/bank-file.ts';
import { library, type Entry, type Library } from '../domain/exam/template.ts';

export type Bank =
  | { readonly kind: 'waiting' | 'loading' | 'failed' }
  | {
      readonly kind: 'ready';
      /** Items and templates. */
      readonly items: readonly Entry[];
      /** Every question by its id, also those drawn from templates. */
      readonly byId: Library;
      readonly documents: BankFile['documents'];
    };

export const $bank = atom<Bank>({ kind: 'waiting' });

let under: Promise<void> | undefined;

/** Fetches the bank unless it is here or on its way; after a failure, again. @param url the file's address, by routes */
export function fetchBank(url: string): Promise<void> {
  if ($bank.get().kind === 'ready') return Promise.resolve();
  return (under ??= load(url).finally(() => {
    under = undefined;
  }));
}

async function load(url: string): Promise<void> {
  $bank.set({ kind: 'loading' });
  try {
    const answer = await fetch(url);
    const raw: unknown = answer.ok ? await answer.json() : undefined;
    if (!isBankFile(raw)) throw new Error('not the bank');
    const items = [...raw.items, ...raw.templates];
    $bank.set({ kind: 'ready', items, byId: library(items), documents: raw.documents });
  } catch {
    $bank.set({ kind: 'failed' });
  }
}

/** Fetches the bank when the browser has nothing better to do. */
export function fetchBankWhenIdle(url: string): void {
  const go = (): void => void fetchBank(url);
  if (typeof requestIdleCallback === 'function') requestIdleCallback(go, { timeout: 1_500 });
  else setTimeout(go, 300);
}
