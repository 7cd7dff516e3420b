/** Before a paper is handed in: time left; what is answered, unanswered and flagged, each with a way there. */
import { useState } from 'preact/hooks';
import { counts, sayClock } from '../../domain/exam/attempt.ts';
import { $now, left, submit, type Sitting } from '../../stores/exam.ts';
import { $settings } from '../../stores/settings.ts';
import { sayLeft } from './Clock.tsx';
import { Dialog } from './Dialog.tsx';
import { useNow, useSelected } from '../select.ts';

interface Props {
  sitting: Sitting;
  onGo: (item: string) => void;
  onBack: () => void;
}

/** So few questions are named one by one. */
const few = 10;

export function HandIn({ sitting: { sheet, state }, onGo, onBack }: Props) {
  const { all, answered, unanswered, flagged } = counts(sheet, state);
  const open = unanswered.length === 0 ? '每题都答了' : `还有 ${unanswered.length} 题未答`;
  const rows = [
    ['已答', answered, false],
    ['未答', unanswered, true],
    ['标记', flagged, true],
  ] as const;
  // What a screen reader says as the dialog opens; afterwards the time runs on in silence.
  const [label] = useState(() => `交卷，${$settings.get().clock ? `${sayLeft(left())}，` : ''}${open}`);
  return (
    <Dialog label={label} onClose={onBack}>
      <h2>现在交卷？</h2>
      <p>
        <Left />
        {open}，共 {all} 题。交卷后不能再改答案。点题数或题号可以跳到那里。
      </p>
      <dl class="ledger">
        {rows.map(([name, items, named]) => {
          const first = items[0];
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="num exam-links">
                {first === undefined ? (
                  '0 题'
                ) : (
                  <button
                    class="exam-link"
                    type="button"
                    onClick={() => {
                      onGo(first);
                    }}
                  >
                    {items.length} 题
                  </button>
                )}
                {named &&
                  items.length <= few &&
                  items.map((item) => {
                    const place = sheet.questions.findIndex((question) => question.item === item) + 1;
                    return (
                      <button
                        key={item}
                        class="exam-link"
                        type="button"
                        aria-label={`${name}的第 ${place} 题`}
                        onClick={() => {
                          onGo(item);
                        }}
                      >
                        {place}
                      </button>
                    );
                  })}
              </dd>
            </div>
          );
        })}
      </dl>
      <div class="acts">
        <button class="btn" type="button" data-first onClick={onBack}>
          返回检查
        </button>
        <button class="btn quiet" type="button" onClick={submit}>
          交卷，看成绩
        </button>
      </div>
    </Dialog>
  );
}

/** Time left, second by second, for the eye; nothing where there is no limit or the clock is hidden. */
function Left() {
  const { clock } = useNow($settings);
  const shown = useSelected($now, () => {
    const ms = left();
    return clock && ms !== undefined ? sayClock(ms) : '';
  });
  if (shown === '') return null;
  return (
    <>
      还剩{' '}
      <b class="num" role="timer" aria-live="off" aria-label="交卷前的剩余时间">
        {shown}
      </b>
      ，
    </>
  );
}
