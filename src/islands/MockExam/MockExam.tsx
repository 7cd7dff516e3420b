/** The mock exam: start screen, exam room, result with review. */
import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { fetchBank, fetchBankWhenIdle } from '../../stores/bank.ts';
import { $sitting, arrive, listen } from '../../stores/exam.ts';
import { recallSettings } from '../../stores/settings.ts';
import { Result } from './Result.tsx';
import { Room } from './Room.tsx';
import { useSelected } from '../select.ts';
import { Start } from './Start.tsx';

interface Props {
  blueprints: readonly Blueprint[];
  timeFactors: readonly number[];
  /** Address of the bank's file. */
  bank: string;
}

export default function MockExam({ blueprints, timeFactors, bank }: Props) {
  const screen = useSelected($sitting, (sitting) => {
    if (!sitting) return 'start';
    return sitting.state.phase === 'running' || sitting.state.phase === 'paused' ? 'room' : 'result';
  });
  const sheet = useSelected($sitting, (sitting) => sitting?.sheet);
  useEffect(() => {
    recallSettings();
    void arrive();
    fetchBankWhenIdle(bank);
    return listen();
  }, [bank]);

  useLayoutEffect(() => {
    // In the room the masthead and the foot step back.
    document.documentElement.classList.toggle('sitting', screen === 'room');
    if (window.scrollY > 0) window.scrollTo(0, 0);
  }, [screen, sheet?.id]);

  if (!sheet)
    return (
      <Start
        blueprints={blueprints}
        timeFactors={timeFactors}
        onReach={() => {
          void fetchBank(bank);
        }}
      />
    );
  return screen === 'room' ? (
    <Room key={sheet.id} sheet={sheet} />
  ) : (
    <Result
      key={sheet.id}
      onRetry={() => {
        void fetchBank(bank);
      }}
    />
  );
}
