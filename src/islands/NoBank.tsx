/** Said where the bank did not come: what that stops, and the way to ask for it again. */
import type { ComponentChildren } from 'preact';
import { useStore } from '@nanostores/preact';
import { $bank, fetchBank } from '../stores/bank.ts';

interface Props {
  /** The bank's address. */
  url: string;
  /** What cannot be done without it, and what was kept. */
  children: ComponentChildren;
}

export function NoBank({ url, children }: Props) {
  const bank = useStore($bank);
  if (bank.kind !== 'failed') return null;
  return (
    <p class="bar bad no-print" role="alert">
      {children}{' '}
      <button
        class="btn quiet"
        type="button"
        onClick={() => {
          void fetchBank(url);
        }}
      >
        再下载题库
      </button>
    </p>
  );
}
