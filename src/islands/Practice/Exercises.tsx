/** One exercise after the other: answer, look, go on. */
import { useStore } from '@nanostores/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sayDuration } from '../../domain/exam/attempt.ts';
import { difficultyNames, typeNames } from '../../domain/exam/blueprint.ts';
import type { CitedDocument } from '../../domain/exam/bank-file.ts';
import type { Item } from '../../domain/exam/question.ts';
import { chosenIn, lengthOf, reasonNames, ruleTexts, textIn, type Own } from '../../domain/exam/score.ts';
import { notKnown } from '../../domain/learning/log.ts';
import { sectionTitles } from '../../domain/notice.ts';
import { routes } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { $learning } from '../../stores/learning.ts';
import {
  $active,
  $back,
  $practice,
  $up,
  endPractice,
  extendPractice,
  goOn,
  guess,
  hasAnswer,
  leaveRow,
  look,
  lookBack,
  markOwnExercise,
  pastOf,
  pickOption,
  putAside,
  respond,
  seeAgain,
  startPractice,
  takeRowBack,
  type Exercise,
  type Practice as Row,
} from '../../stores/practice.ts';
import { $unsaved } from '../../stores/retry.ts';
import { $settings } from '../../stores/settings.ts';
import type { Calculator as CalculatorPart } from '../MockExam/Calculator.tsx';
import { Explained } from '../question/Explained.tsx';
import { isForPage, KeyHint, optionOf } from '../question/keys.tsx';
import { Options } from '../question/Options.tsx';
import { Star } from '../question/Star.tsx';
import { Text } from '../question/Text.tsx';
import { useNow } from '../select.ts';

interface Props {
  practice: Row;
  /** What became of the wish this row came from; empty: nothing to say. */
  said: string;
}

export function Exercises({ practice, said }: Props) {
  const bank = useStore($bank);
  const unsaved = useStore($unsaved);
  const learning = useStore($learning);
  const up = useStore($up);
  const { keys } = useStore($settings);
  const stem = useRef<HTMLSpanElement>(null);
  const verdict = useRef<HTMLParagraphElement>(null);
  const end = useRef<HTMLHeadingElement>(null);
  const { exercise, row, hold } = practice;
  const { items, place, done, right, past } = row;
  const back = useNow($back);
  const again = back === undefined ? undefined : pastOf(row, back);
  const item = exercise?.item;
  const looked = (again ?? exercise)?.mark !== undefined;
  const still = up || hold === 'elsewhere';
  const [reckoning, setReckoning] = useState(false);
  const [Calculator, setCalculator] = useState<typeof CalculatorPart>();
  const reckon = (): void => {
    setReckoning(true);
    import('../MockExam/Calculator.tsx').then(
      (found) => {
        setCalculator(() => found.Calculator);
      },
      () => {
        setReckoning(false);
      },
    );
  };

  useEffect(() => {
    if (looked) verdict.current?.focus({ preventScroll: false });
    else (stem.current ?? end.current)?.focus({ preventScroll: true });
    if (!looked) window.scrollTo(0, 0);
  }, [item?.id, looked, back]);

  // Before the frame that shows the question: whoever sees it may type.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!keys || !isForPage(event, 'dialog, textarea, select, a, button, summary, .q-marks')) return;
      // The state is read anew: a fast typist is ahead of the screen.
      const now = $practice.get();
      const turned = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
      if (now && ($back.get() !== undefined || turned === -1)) {
        const step = event.key === 'Enter' ? 1 : turned;
        if (step !== undefined) {
          lookBack(step);
          event.preventDefault();
        }
        return;
      }
      const exercise = now?.exercise;
      if (!exercise || $up.get()) return;
      const looked = exercise.mark !== undefined;
      const key = event.key.toUpperCase();
      const option = looked ? undefined : optionOf(key, exercise.order);
      // Also from a choice that has just been clicked: there ← → would change the answer unseen; ↑ ↓ still choose.
      if (key === 'ENTER' || key === 'ARROWRIGHT') {
        if (looked) goOn();
        else if (key === 'ENTER' && hasAnswer(exercise)) look();
      } else if (key === 'G' && !looked) guess(!exercise.guessed);
      else if (key === '=') reckon();
      else if (option !== undefined) pickOption(option);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [keys]);

  const documents = bank.kind === 'ready' ? bank.documents : {};
  if (again && back !== undefined)
    return (
      <div class="wrap practice exam-question">
        <h1 class="visually-hidden">练习：回看答过的题</h1>
        <p class="exam-meta num practice-tally">
          <span>
            回看第 {(past[back]?.place ?? 0) + 1} 题，共 {items.length} 题
          </span>
        </p>
        <About item={again.item} />
        <Answered exercise={again} documents={documents} verdict={verdict} />
        <div class="acts">
          <button
            class="btn num"
            type="button"
            onClick={() => {
              lookBack(1);
            }}
          >
            {back + 1 < past.length ? '下一题' : exercise ? `回到第 ${place + 1} 题` : '回到小结'}
          </button>
          {back > 0 && <Back />}
          {back + 1 < past.length && (
            <button
              class="btn quiet num"
              type="button"
              onClick={() => {
                seeAgain(past.length);
              }}
            >
              {exercise ? `回到第 ${place + 1} 题` : '回到小结'}
            </button>
          )}
          <Star item={again.item.id} />
        </div>
        {keys && (
          <KeyHint
            options={0}
            others={[
              [['←'], '上一题'],
              [['→', 'Enter'], '下一题'],
            ]}
          />
        )}
      </div>
    );

  if (!exercise || !item) {
    const missed = notKnown(
      learning?.log ?? [],
      past.map((given) => items[given.place] ?? ''),
    );
    const whole = past.length === items.length;
    // Short answers nobody marked are looked at and not counted.
    const marked = done === past.length ? '' : `计对错的 ${done} 题里`;
    return (
      <div class="wrap practice">
        <h1 tabIndex={-1} ref={end}>
          {whole || items.length === 0 ? '这一组做完了' : '这一组到此为止'}
        </h1>
        <p>
          {items.length === 0
            ? '没有符合条件的题。换一个级别、题型或章节再试。'
            : `共 ${items.length} 题${whole ? '' : `，看过答案的 ${past.length} 题`}，${marked}全对 ${right} 题，用时 ${sayDuration(row.active)}。答错的和猜的在错题本里。`}
        </p>
        {past.length > 0 && (
          <details class="practice-list practice-seen">
            <summary class="num">回看这 {past.length} 题</summary>
            <ol>
              {past.map((given, index) => {
                const one = pastOf(row, index);
                return (
                  one && (
                    <li key={given.place} value={given.place + 1}>
                      <Verdict exercise={one} /> <Text>{one.item.stem}</Text>
                      <span class="practice-row-acts">
                        <button
                          class="btn quiet"
                          type="button"
                          aria-label={`看答案：第 ${given.place + 1} 题`}
                          onClick={() => {
                            seeAgain(index);
                          }}
                        >
                          看答案
                        </button>
                      </span>
                    </li>
                  )
                );
              })}
            </ol>
          </details>
        )}
        <div class="acts">
          {missed.length > 0 && bank.kind === 'ready' && (
            <button
              class="btn"
              type="button"
              onClick={() => {
                startPractice({ kind: 'these', items: missed, mixed: true }, bank, null);
              }}
            >
              再练没答对的 {missed.length} 题
            </button>
          )}
          <button class={missed.length > 0 ? 'btn quiet' : 'btn'} type="button" onClick={leaveRow}>
            再选一组
          </button>
          <a class="btn quiet" href={routes.progress}>
            看学习进度
          </a>
          <a class="btn quiet" href={routes.exam}>
            去做整卷
          </a>
        </div>
      </div>
    );
  }

  return (
    <div class="wrap practice exam-question">
      <h1 class="visually-hidden">练习</h1>
      <p class="exam-meta num practice-tally">
        <span>
          第 {place + 1} 题，共 {items.length} 题
        </span>
        <span>
          答对 {right} / {done}
        </span>
        <Used limit={row.limit} />
        <span class="practice-out">
          <button class="btn quiet" type="button" onClick={putAside}>
            先放下
          </button>
          <button class="btn quiet" type="button" onClick={endPractice}>
            结束这一组
          </button>
        </span>
      </p>
      {said && place === 0 && (
        <p class="bar ask" role="status">
          {said}
        </p>
      )}
      {unsaved > 0 && (
        <p class="bar bad" role="alert">
          <b>刚才的作答还没有存进这台设备，</b>
          正在每隔几秒重试。可以继续练习；请不要关闭或刷新这个页面。
        </p>
      )}
      {learning && !learning.durable && (
        <p class="bar ask">这个浏览器不能保存记录：关闭或刷新这个页面，这一组和错题本就没有了。</p>
      )}
      {hold === 'elsewhere' && (
        <div class="bar ask" role="alert">
          <p>这一组在另一个标签页里继续了，这里只能看。</p>
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void takeRowBack();
            }}
          >
            在此继续
          </button>
        </div>
      )}
      {up && (
        <div class="bar ask" role="alert">
          <p>
            <b>{row.limit} 分钟到了。</b>要接着练吗？接着练就不再限时；已经答的都记下了。
          </p>
          <div class="acts">
            <button class="btn" type="button" onClick={extendPractice}>
              接着练
            </button>
            <button class="btn quiet" type="button" onClick={endPractice}>
              到此为止
            </button>
          </div>
        </div>
      )}
      <About item={item} />
      {exercise.mark === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (hasAnswer(exercise)) look();
          }}
        >
          <fieldset key={item.id} disabled={still}>
            <legend>
              <span tabIndex={-1} ref={stem}>
                <Text>{item.stem}</Text>
              </span>
            </legend>
            {item.type === 'short' ? (
              <div class="exam-writing">
                <textarea
                  aria-label="你的回答"
                  rows={8}
                  maxLength={5000}
                  value={textIn(exercise.response)}
                  onInput={(event) => {
                    respond({ kind: 'text', text: event.currentTarget.value });
                  }}
                />
                <p class="small num">{lengthOf(textIn(exercise.response))} 字</p>
              </div>
            ) : (
              <Options
                item={item}
                order={exercise.order}
                chosen={chosenIn(exercise.response)}
                onPick={pickOption}
              />
            )}
          </fieldset>
          <label class="practice-guess">
            <input
              type="checkbox"
              checked={exercise.guessed}
              disabled={still}
              onChange={(event) => {
                guess(event.currentTarget.checked);
              }}
            />
            没把握，是猜的（答对也按没掌握算）
          </label>
          <div class="acts">
            <button class="btn" type="submit" disabled={still || !hasAnswer(exercise)}>
              看答案
            </button>
            <button
              class="btn quiet"
              type="button"
              disabled={still}
              onClick={hasAnswer(exercise) ? goOn : look}
            >
              {hasAnswer(exercise) ? '跳过这题' : '不会，看答案'}
            </button>
            <button class="btn quiet" type="button" onClick={reckon}>
              计算器
            </button>
            <Star item={item.id} />
            {past.length > 0 && <Back />}
          </div>
          {item.type !== 'short' && keys && (
            <KeyHint
              options={exercise.order.length}
              others={[
                [['G'], '是猜的'],
                [['='], '计算器'],
                [['Enter'], '看答案、下一题'],
                ...(past.length > 0 ? ([[['←'], '回看上一题']] as const) : []),
              ]}
            />
          )}
        </form>
      ) : (
        <>
          <Answered
            exercise={exercise}
            documents={documents}
            verdict={verdict}
            onOwn={hold === 'here' ? markOwnExercise : undefined}
          />
          <div class="acts">
            <button class="btn" type="button" disabled={still} onClick={goOn}>
              {place + 1 < items.length ? '下一题' : '做完了'}
            </button>
            {past.length > 0 && <Back />}
            <Star item={item.id} />
          </div>
        </>
      )}
      {reckoning && Calculator && (
        <Calculator
          onClose={() => {
            setReckoning(false);
          }}
        />
      )}
    </div>
  );
}

/** The time counted, to the whole minute: seconds would only hurry. */
function Used({ limit }: { limit: number | null }) {
  const active = useStore($active);
  return (
    <span>
      用时 {active < 60_000 ? '不到 1 分钟' : sayDuration(active)}
      {limit !== null && `，限 ${limit} 分钟`}
    </span>
  );
}

const Back = () => (
  <button
    class="btn quiet"
    type="button"
    onClick={() => {
      lookBack(-1);
    }}
  >
    上一题
  </button>
);

const About = ({ item }: { item: Item }) => (
  <p class="exam-meta">
    <span>{typeNames[item.type]}</span>
    <span>
      {item.section} {sectionTitles[item.section]}
    </span>
    <span>难度：{difficultyNames[item.difficulty]}</span>
    {item.type === 'multiple' && <span class="exam-rule">{ruleTexts['half-each']}</span>}
  </p>
);

/** How an answer came out. */
function Verdict({ exercise: { item, mark, guessed } }: { exercise: Exercise }) {
  if (!mark) return null;
  const { reason } = mark;
  const kind =
    reason === 'right' && !guessed
      ? 'ok'
      : reason === 'right' || reason === 'partial' || item.type === 'short'
        ? 'ask'
        : 'bad';
  return (
    <span class={`verdict ${kind}`}>
      {reason === 'right' ? '✓ ' : ''}
      {reasonNames[reason]}
      {reason === 'right' && guessed && '，但是猜的：进错题本'}
    </span>
  );
}

interface AnsweredProps {
  exercise: Exercise;
  documents: Readonly<Record<string, CitedDocument>>;
  /** Where the focus goes. */
  verdict: preact.RefObject<HTMLParagraphElement>;
  /** Absent where nothing more can be marked. */
  onOwn?: ((lines: Own) => void) | undefined;
}

/** The stem, how the answer came out, and why. */
const Answered = ({ exercise, documents, verdict, onOwn }: AnsweredProps) => (
  <div>
    <h2 class="q-stem">
      <Text>{exercise.item.stem}</Text>
    </h2>
    <p class="practice-verdict" tabIndex={-1} ref={verdict}>
      <Verdict exercise={exercise} />
    </p>
    <Explained
      item={exercise.item}
      order={exercise.order}
      response={exercise.response}
      documents={documents}
      own={exercise.own}
      onOwn={onOwn}
    />
  </div>
);
