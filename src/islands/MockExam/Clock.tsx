/** Time left: shown every second, spoken only at thresholds or on demand. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { counts, due, passed, sayClock, sayDuration, timeLeft, timeUsed } from '../../domain/exam/attempt.ts';
import { $now, $pending, $sitting, extend, submit } from '../../stores/exam.ts';
import { $settings } from '../../stores/settings.ts';
import { Dialog } from './Dialog.tsx';
import { useNow, useSelected } from '../select.ts';

/** 还剩 1 小时 12 分 */
export const sayLeft = (left: number | undefined): string =>
  left === undefined ? '这份试卷不限时' : `还剩 ${sayDuration(left)}`;

const leftNow = (): number | undefined => {
  const sitting = $sitting.get();
  return sitting && timeLeft(sitting.sheet, sitting.state, $now.get(), $pending.get());
};

/** What the clock shows: another text each second, whatever is answered in between. */
const face = (): string => {
  const sitting = $sitting.get();
  if (!sitting) return '';
  if (!$settings.get().clock) return '时钟已隐藏';
  const left = leftNow();
  return left === undefined
    ? `已用 ${sayClock(timeUsed(sitting.sheet, sitting.state, $now.get(), $pending.get()))}`
    : sayClock(left);
};

/** @param spoken said on demand */
export function Clock({ spoken }: { spoken: string }) {
  const shown = useSelected($now, face);
  useSelected($sitting, face);
  useSelected($settings, face);
  const limited = useSelected($sitting, () => leftNow() !== undefined);
  const [said, setSaid] = useState('');
  const before = useRef(leftNow());

  // A hidden clock tells the thresholds all the same.
  const now = useNow($now);
  useEffect(() => {
    const sitting = $sitting.get();
    const left = leftNow();
    const threshold =
      before.current !== undefined && left !== undefined && sitting?.sheet.mode === 'strict'
        ? passed(before.current, left)
        : undefined;
    before.current = left;
    if (threshold !== undefined && sitting)
      setSaid(
        `还剩 ${threshold} 分钟，还有 ${counts(sitting.sheet, sitting.state).unanswered.length} 题未答`,
      );
  }, [now]);
  useEffect(() => {
    setSaid(spoken);
  }, [spoken]);

  return (
    <>
      <span
        class="exam-clock num"
        role="timer"
        aria-live="off"
        aria-label={limited ? '剩余时间' : '已用时间'}
      >
        {shown}
      </span>
      <span class="exam-said" role="status">
        {said}
      </span>
    </>
  );
}

/** A practice paper that has used up its time asks how to go on. */
export function TimeUp() {
  const asks = (): boolean => {
    const sitting = $sitting.get();
    return (
      sitting?.hold === 'here' && due(sitting.sheet, sitting.state, $now.get(), $pending.get()) === 'ask'
    );
  };
  const now = useSelected($now, asks);
  useSelected($sitting, asks);
  if (!now) return null;
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
