/** The exam room: title bar with the clock, answer sheet, one question at a time. Only what changes is painted again. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../../domain/exam/attempt.ts';
import type { Question } from '../../domain/exam/paper.ts';
import { levelNames } from '../../domain/notice.ts';
import { $sitting, flag, flushText, here, left, pause, pick, visit } from '../../stores/exam.ts';
import { $settings } from '../../stores/settings.ts';
import { isForPage, optionOf } from '../question/keys.tsx';
import { Ask, placeIn } from './Ask.tsx';
import { Banners, Saved } from './Banners.tsx';
import { Calculator } from './Calculator.tsx';
import { Clock, sayLeft, TimeUp } from './Clock.tsx';
import { Dialog } from './Dialog.tsx';
import { HandIn } from './HandIn.tsx';
import { answeredOf, Panel } from './Panel.tsx';
import { useNow, useSelected, useWide } from '../select.ts';
import { Tools } from './Tools.tsx';
import { whenIdle } from '../when-idle.ts';
import { modeNames } from './words.ts';

type Open = 'none' | 'hand-in' | 'sheet';

/** Milliseconds a single choice stays in sight before the next question comes. */
const glance = 250;

const choose = (question: Question, id: string): void => {
  if (question.type === 'short') return;
  pick(question.item, question.type, id);
  if (question.type === 'single' && $settings.get().next)
    setTimeout(() => {
      const now = here();
      if (now?.question.item === question.item) turn(now.index + 1);
    }, glance);
};

/** Turns to a question by its place; beyond either end nothing happens. */
const turn = (to: number): void => {
  const target = $sitting.get()?.sheet.questions[to];
  if (target) visit(target.item);
};

/** Turns so many questions on from the one at hand, however late the screen may be. */
const turnBy = (by: number): void => {
  const now = here();
  if (now) turn(now.index + by);
};

/** The button that paused is gone: focus goes to the one that goes on. Always the same function, so called once. */
const focusOnce = (element: HTMLElement | null): void => {
  element?.focus();
};

/** @param sheet may be one that is not begun: then all stands ready behind the start screen, laid out and unseen (exam.css) */
export function Room({ sheet }: { sheet: Sheet }) {
  const zoom = useSelected($settings, (settings) => settings.zoom);
  const paused = useSelected($sitting, (sitting) => sitting?.state.phase === 'paused');
  const mine = useSelected($sitting, (sitting) => !sitting || sitting.hold === 'here');
  const wide = useWide();
  const [dialog, setDialog] = useState<Open>('none');
  const [calculator, setCalculator] = useState(false);
  const [spoken, setSpoken] = useState('');
  // Laid out whole, neighbours too, which were asked for first; then put away, all within one turn: nothing in it is
  // ever there for a key or a screen reader before its time.
  const room = useRef<HTMLDivElement>(null);
  const [laid, setLaid] = useState(false);
  useEffect(
    () =>
      whenIdle(() => {
        room.current?.classList.add('is-styled');
        room.current?.getBoundingClientRect();
        setLaid(true);
      }),
    [],
  );

  const close = (): void => {
    setDialog('none');
  };
  const go = (to: number): void => {
    turn(to);
    close();
  };

  /** Said anew each time, also when nothing has changed since. */
  const speak = (): void => {
    setSpoken('');
    setTimeout(() => {
      setSpoken(sayLeft(left()));
    }, 50);
  };

  // Before the frame that shows the room: whoever sees it may type.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!$settings.get().keys || dialog !== 'none' || !isForPage(event, 'dialog, textarea, select')) return;
      // The state is read anew: a fast typist is ahead of the screen.
      const now = here();
      if (!now) return;
      const { question, sitting } = now;
      const key = event.key.toUpperCase();
      const option = optionOf(key, question.order);
      // Also from a choice that has just been clicked: there ← → would change the answer unseen; ↑ ↓ still choose.
      if (key === 'ARROWLEFT') turn(now.index - 1);
      else if (key === 'ARROWRIGHT') turn(now.index + 1);
      else if (key === 'M') flag(question.item, !sitting.state.flags.has(question.item));
      else if (key === 'T') speak();
      else if (key === '=') setCalculator(true);
      else if (option !== undefined) choose(question, option);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [dialog]);

  return (
    <div
      class={`exam-room zoom-${zoom}${laid ? ' is-laid' : ''}${calculator ? ' is-calculating' : ''}`}
      ref={room}
    >
      <header class="exam-bar">
        <h1>
          {levelNames[sheet.level].short} · {modeNames[sheet.mode]}
        </h1>
        <span class="exam-no num">卷号 {sheet.number}</span>
        <Saved />
        <Clock spoken={spoken} />
        <button
          class="btn"
          type="button"
          disabled={!mine}
          onClick={() => {
            flushText();
            setDialog('hand-in');
          }}
        >
          交卷
        </button>
      </header>
      <Banners sheet={sheet} />
      <div class="exam-body">
        <aside class="exam-side">{wide && <Panel sheet={sheet} onGo={go} />}</aside>
        <section class="exam-question" aria-label="题目">
          {paused ? (
            <div class="exam-paused">
              <h2>已暂停</h2>
              <p>暂停期间不计时，题目先收起来。</p>
              <button
                ref={focusOnce}
                class="btn"
                type="button"
                disabled={!mine}
                onClick={() => {
                  pause(false);
                }}
              >
                继续答题
              </button>
            </div>
          ) : (
            <>
              <Ask
                sheet={sheet}
                onTurn={turnBy}
                onChoose={choose}
                onCalculate={() => {
                  setCalculator(true);
                }}
              />
              {wide !== undefined && <Tools sheet={sheet} onSay={speak} />}
            </>
          )}
        </section>
      </div>
      <Foot
        sheet={sheet}
        onSheet={() => {
          setDialog('sheet');
        }}
      />
      {dialog === 'sheet' && (
        <Dialog label="答题卡" class="exam-sheet" light onClose={close}>
          <div class="exam-sheet-head">
            <h2>答题卡</h2>
            <button class="btn quiet" type="button" onClick={close}>
              收起
            </button>
          </div>
          <Panel sheet={sheet} onGo={go} />
        </Dialog>
      )}
      {dialog === 'hand-in' && <HandInNow onGo={go} onBack={close} />}
      {calculator && (
        <Calculator
          onClose={() => {
            setCalculator(false);
          }}
        />
      )}
      <TimeUp />
    </div>
  );
}

function HandInNow({ onGo, onBack }: { onGo: (index: number) => void; onBack: () => void }) {
  const sitting = useNow($sitting);
  if (!sitting) return null;
  return (
    <HandIn
      sitting={sitting}
      onGo={(id) => {
        onGo(sitting.sheet.questions.findIndex((one) => one.item === id));
      }}
      onBack={onBack}
    />
  );
}

/** On a phone: the way back and on, and the answer sheet, under the thumb. */
function Foot({ sheet, onSheet }: { sheet: Sheet; onSheet: () => void }) {
  const answered = useSelected($sitting, answeredOf);
  const first = useSelected($sitting, (sitting) => placeIn(sheet, sitting) === 0);
  const last = useSelected($sitting, (sitting) => placeIn(sheet, sitting) + 1 === sheet.questions.length);
  return (
    <nav class="exam-foot" aria-label="换题">
      <button
        class="btn quiet"
        type="button"
        disabled={first}
        onClick={() => {
          turnBy(-1);
        }}
      >
        上一题
      </button>
      <button class="btn quiet num" type="button" aria-haspopup="dialog" onClick={onSheet}>
        <span>
          答题卡 {answered}/{sheet.questions.length}
        </span>
      </button>
      <button
        class="btn"
        type="button"
        disabled={last}
        onClick={() => {
          turnBy(1);
        }}
      >
        下一题
      </button>
    </nav>
  );
}
