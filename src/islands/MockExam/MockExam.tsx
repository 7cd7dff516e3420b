/** The mock exam: start screen, exam room, result with review. */
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { fetchBank, fetchBankWhenIdle } from '../../stores/bank.ts';
import { $ready, $sitting, arrive, listen } from '../../stores/exam.ts';
import { recallSettings } from '../../stores/settings.ts';
import type { Result } from './Result.tsx';
import { Room } from './Room.tsx';
import { useNow, useSelected } from '../select.ts';
import { Start } from './Start.tsx';
import { useStored } from './stored.ts';

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
  const ready = useNow($ready);
  useEffect(() => {
    recallSettings();
    void arrive();
    fetchBankWhenIdle(bank);
    // Long before anybody hands in: a paper begun here is marked here, with the network gone too.
    void fetchResult().catch(() => undefined);
    return listen();
  }, [bank]);

  useLayoutEffect(() => {
    // In the room the masthead and the foot step back.
    document.documentElement.classList.toggle('sitting', screen === 'room');
    // The room's own question does so there, once everything stands.
    if (screen !== 'room' && window.scrollY > 0) window.scrollTo(0, 0);
  }, [screen, sheet?.id]);

  // The room stands ready, unseen; at the start it is shown, and the start screen taken down when that is painted.
  const [behind, setBehind] = useState(false);
  useEffect(() => {
    setBehind(screen === 'start');
  }, [screen]);
  const start = useMemo(
    () => (
      <Start
        blueprints={blueprints}
        timeFactors={timeFactors}
        onReach={() => {
          void fetchBank(bank);
        }}
      />
    ),
    [blueprints, timeFactors, bank],
  );
  const paper = sheet ?? ready;
  const room = useMemo(() => paper && <Room key={paper.id} sheet={paper} />, [paper]);

  if (screen === 'result')
    return (
      <LateResult
        key={sheet?.id}
        onRetry={() => {
          void fetchBank(bank);
        }}
      />
    );
  return (
    <>
      {(screen === 'start' || behind) && start}
      {room}
    </>
  );
}

type Screen = typeof Result;
let fetched: Promise<Screen> | undefined;

/** The result's screen comes apart from the room; what failed is asked for again. */
const fetchResult = (): Promise<Screen> =>
  (fetched ??= import('./Result.tsx')
    .then(({ Result }) => Result)
    .catch((error: unknown) => {
      fetched = undefined;
      throw error;
    }));

/** The result, once handing in is stored; what cannot be stored is shown and said. */
function LateResult({ onRetry }: { onRetry: () => void }) {
  const [Screen, setScreen] = useState<Screen>();
  const stored = useStored();
  const [failed, setFailed] = useState(false);
  const open = (): void => {
    setFailed(false);
    fetchResult().then(
      (screen) => {
        setScreen(() => screen);
      },
      () => {
        setFailed(true);
      },
    );
  };
  useEffect(open, []);
  if (Screen && stored) return <Screen onRetry={onRetry} />;
  return (
    <div class="wrap exam-result">
      <p role="status">
        {failed
          ? '成绩页没有下载下来；卷已交，答案都在。联网后再打开。'
          : stored
            ? '正在打开成绩…'
            : '正在保存交卷…'}
      </p>
      {failed && (
        <button class="btn" type="button" onClick={open}>
          再打开成绩页
        </button>
      )}
    </div>
  );
}
