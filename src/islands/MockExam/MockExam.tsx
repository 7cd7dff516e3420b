/** The mock exam: start screen, exam room, result with review. */
import { useStore } from '@nanostores/preact';
import { useEffect } from 'preact/hooks';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { fetchBank, fetchBankWhenIdle } from '../../stores/bank.ts';
import { $sitting, arrive, listen } from '../../stores/exam.ts';
import { recallSettings } from '../../stores/settings.ts';
import { Result } from './Result.tsx';
import { Room } from './Room.tsx';
import { Start } from './Start.tsx';

interface Props {
  blueprints: readonly Blueprint[];
  timeFactors: readonly number[];
  /** Address of the bank's file. */
  bank: string;
}

export default function MockExam({ blueprints, timeFactors, bank }: Props) {
  const sitting = useStore($sitting);
  useEffect(() => {
    recallSettings();
    void arrive();
    fetchBankWhenIdle(bank);
    return listen();
  }, [bank]);

  const phase = sitting?.state.phase;
  const sat = phase === 'running' || phase === 'paused';
  useEffect(() => {
    // In the room the masthead and the foot step back.
    document.documentElement.classList.toggle('sitting', sat);
    window.scrollTo(0, 0);
  }, [sat, sitting?.sheet.id]);

  if (!sitting)
    return (
      <Start
        blueprints={blueprints}
        timeFactors={timeFactors}
        onReach={() => {
          void fetchBank(bank);
        }}
      />
    );
  return sat ? (
    <Room sitting={sitting} />
  ) : (
    <Result
      sitting={sitting}
      onRetry={() => {
        void fetchBank(bank);
      }}
    />
  );
}
