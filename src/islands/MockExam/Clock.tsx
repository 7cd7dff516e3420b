/** Time left: shown every second, spoken only at thresholds or on demand. */
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { counts, due, passed, sayClock, sayDuration, timeLeft, timeUsed } from '../../domain/exam/attempt.ts';
import { $now, $pending, extend, submit, type Sitting } from '../../stores/exam.ts';
import { Dialog } from './Dialog.tsx';

/** 还剩 1 小时 12 分 */
export const sayLeft = (left: number | undefined): string =>
  left === undefined ? '这份试卷不限时' : `还剩 ${sayDuration(left)}`;

interface Props {
  sitting: Sitting;
  hidden: boolean;
  /** Said on demand. */
  spoken: string;
}

export function Clock({ sitting, hidden, spoken }: Props) {
  const { sheet, state } = sitting;
  const now = useStore($now);
  const pending = useStore($pending);
  const left = timeLeft(sheet, state, now, pending);
  const [said, setSaid] = useState('');
  const before = useRef(left);

  useEffect(() => {
    const threshold =
      before.current !== undefined && left !== undefined && sheet.mode === 'strict'
        ? passed(before.current, left)
        : undefined;
    before.current = left;
    if (threshold !== undefined)
      setSaid(`还剩 ${threshold} 分钟，还有 ${counts(sheet, state).unanswered.length} 题未答`);
  }, [left]);
  useEffect(() => {
    setSaid(spoken);
  }, [spoken]);

  return (
    <>
      <span
        class="exam-clock num"
        role="timer"
        aria-live="off"
        aria-label={left === undefined ? '已用时间' : '剩余时间'}
      >
        {hidden
          ? '时钟已隐藏'
          : left === undefined
            ? `已用 ${sayClock(timeUsed(sheet, state, now, pending))}`
            : sayClock(left)}
      </span>
      <span class="exam-said" role="status">
        {said}
      </span>
    </>
  );
}

/** A practice paper that has used up its time asks how to go on. */
export function TimeUp({ sitting: { sheet, state, hold } }: { sitting: Sitting }) {
  const now = useStore($now);
  const pending = useStore($pending);
  if (hold !== 'here' || due(sheet, state, now, pending) !== 'ask') return null;
  return (
    <Dialog label="时间到了" onClose={extend}>
      <h2>时间到了</h2>
      <p>这份试卷是可暂停的，不会自动交卷。可以现在交卷，也可以不限时接着答；接着答的，成绩上会注明。</p>
      <div class="acts">
        <button class="btn" type="button" onClick={extend}>
          接着答
        </button>
        <button class="btn quiet" type="button" onClick={submit}>
          交卷
        </button>
      </div>
    </Dialog>
  );
}
