/** Practice: choose what, answer one, see at once why. */
import { useStore } from '@nanostores/preact';
import { useEffect, useState } from 'preact/hooks';
import type { Batch } from '../../domain/calendar.ts';
import { fetchBank, fetchBankWhenIdle } from '../../stores/bank.ts';
import { recallCards } from '../../stores/cards.ts';
import { $kept, $practice, recallRow, resumePractice } from '../../stores/practice.ts';
import { $unsaved } from '../../stores/retry.ts';
import { useLearning } from '../learning.ts';
import { useSelected } from '../select.ts';
import { Choose } from './Choose.tsx';
import { Exercises } from './Exercises.tsx';
import { wished } from './wish.ts';

interface Props {
  bank: string;
  batches: readonly Batch[];
}

export default function Practice({ bank: url, batches }: Props) {
  // Painted at once: an answer does not wait for a turn of the browser.
  const practice = useSelected($practice, (now) => now);
  const { bank, learning } = useLearning(url, fetchBankWhenIdle);
  const kept = useStore($kept);
  // A reload in the middle of a row goes straight back to it, unless the address asks for something else.
  const [back, setBack] = useState(false);
  const [settled, setSettled] = useState(false);
  // What became of the last wish, also once the row has begun.
  const [said, setSaid] = useState('');
  useEffect(() => {
    void recallRow(wished().asks).then((mine) => {
      setSettled(true);
      if (!mine) return;
      setBack(true);
      void fetchBank(url);
    });
  }, [url]);
  useEffect(() => {
    const stay = (event: BeforeUnloadEvent): void => {
      if ($unsaved.get() > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', stay);
    return () => {
      window.removeEventListener('beforeunload', stay);
    };
  }, []);
  const ready = bank.kind === 'ready';
  useEffect(() => {
    if (bank.kind !== 'ready' || !back) return;
    setBack(false);
    if (kept) resumePractice(bank.byId);
  }, [ready, back, kept]);
  const choosing = !practice && learning !== undefined;
  const answers = learning?.log.length;
  useEffect(() => {
    if (choosing) void recallCards(batches);
  }, [choosing, answers, batches]);
  return practice ? (
    <Exercises practice={practice} said={said} />
  ) : (
    <Choose bank={url} settled={settled && !back} said={said} onSaid={setSaid} />
  );
}
