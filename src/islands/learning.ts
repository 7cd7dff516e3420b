/** What practice, progress and plan need alike: the log of answers, the bank, the level chosen. */
import { useStore } from '@nanostores/preact';
import { useEffect } from 'preact/hooks';
import { $bank, fetchBank, type Bank } from '../stores/bank.ts';
import { $learning, needLearning, noteExams, type Learning } from '../stores/learning.ts';
import { recallSettings } from '../stores/settings.ts';

/**
 * Reads what was learnt before and fetches the bank; papers that ran out unseen are noted once both are here.
 * @param url the bank's address
 * @param fetch how the bank is asked for: at once, if not said otherwise
 */
export function useLearning(
  url: string,
  fetch: (url: string) => unknown = fetchBank,
): { readonly bank: Bank; readonly learning: Learning | undefined } {
  const bank = useStore($bank);
  const learning = useStore($learning);
  useEffect(() => {
    recallSettings();
    void needLearning();
    fetch(url);
  }, [url]);
  const ready = bank.kind === 'ready';
  useEffect(() => {
    if (bank.kind === 'ready') void noteExams(bank.byId);
  }, [ready]);
  return { bank, learning };
}
