/** One exercise after the other: answer, look, go on. */
import { useStore } from '@nanostores/preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sayDuration } from '../../domain/exam/attempt.ts';
import { difficultyNames, typeNames } from '../../domain/exam/blueprint.ts';
import { chosenIn, lengthOf, reasonNames, ruleTexts, textIn } from '../../domain/exam/score.ts';
import { notKnown } from '../../domain/learning/log.ts';
import { sectionTitles } from '../../domain/notice.ts';
import { routes } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { $learning } from '../../stores/learning.ts';
import {
  $active,
  $practice,
  $up,
  endPractice,
  extendPractice,
  goOn,
  guess,
  hasAnswer,
  look,
  markOwnExercise,
  pickOption,
  putAside,
  respond,
  startPractice,
  takeRowBack,
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
  const { exercise, row, hold } = practice;
  const { items, place, done, right } = row;
  const item = exercise?.item;
  const looked = exercise?.mark !== undefined;
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
    else stem.current?.focus({ preventScroll: true });
    if (!looked) window.scrollTo(0, 0);
  }, [item?.id, looked]);

  // Before the frame that shows the question: whoever sees it may type.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!keys || $up.get() || !isForPage(event, 'dialog, textarea, select, a, button, summary, .q-marks'))
        return;
      // The state is read anew: a fast typist is ahead of the screen.
      const exercise = $practice.get()?.exercise;
      if (!exercise) return;
      const looked = exercise.mark !== undefined;
      const key = event.key.toUpperCase();
      const option = looked ? undefined : optionOf(key, exercise.order);
      if (key === 'ENTER' || (key === 'ARROWRIGHT' && looked)) {
        if (looked) goOn();
        else if (hasAnswer(exercise)) look();
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

  if (!exercise || !item) {
    const again = notKnown(learning?.log ?? [], items);
    return (
      <div class="wrap practice">
        <h1>这一组做完了</h1>
        <p>
          {items.length === 0
            ? '没有符合条件的题。换一个级别、题型或章节再试。'
            : `共 ${items.length} 题，计对错的 ${done} 题里全对 ${right} 题，用时 ${sayDuration(row.active)}。答错的和猜的在错题本里。`}
        </p>
        <div class="acts">
          {again.length > 0 && bank.kind === 'ready' && (
            <button
              class="btn"
              type="button"
              onClick={() => {
                startPractice({ kind: 'these', items: again, mixed: true }, bank, null);
              }}
            >
              再练没答对的 {again.length} 题
            </button>
          )}
          <button class={again.length > 0 ? 'btn quiet' : 'btn'} type="button" onClick={endPractice}>
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
      <p class="exam-meta">
        <span>{typeNames[item.type]}</span>
        <span>
          {item.section} {sectionTitles[item.section]}
        </span>
        <span>难度：{difficultyNames[item.difficulty]}</span>
        {item.type === 'multiple' && <span class="exam-rule">{ruleTexts['half-each']}</span>}
      </p>
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
            {item.type !== 'short' && (
              <button class="btn quiet" type="button" onClick={reckon}>
                计算器
              </button>
            )}
            <Star item={item.id} />
          </div>
          {item.type !== 'short' && keys && (
            <KeyHint
              options={exercise.order.length}
              others={[
                [['G'], '是猜的'],
                [['='], '计算器'],
                [['Enter'], '看答案、下一题'],
              ]}
            />
          )}
        </form>
      ) : (
        <div>
          <h2 class="q-stem">
            <Text>{item.stem}</Text>
          </h2>
          <p class="practice-verdict" tabIndex={-1} ref={verdict}>
            <span
              class={`verdict ${exercise.mark.reason === 'right' && !exercise.guessed ? 'ok' : exercise.mark.reason === 'right' || exercise.mark.reason === 'partial' || item.type === 'short' ? 'ask' : 'bad'}`}
            >
              {exercise.mark.reason === 'right' ? '✓ ' : ''}
              {reasonNames[exercise.mark.reason]}
              {exercise.mark.reason === 'right' && exercise.guessed && '，但是猜的：进错题本'}
            </span>
          </p>
          <Explained
            item={item}
            order={exercise.order}
            response={exercise.response}
            documents={bank.kind === 'ready' ? bank.documents : {}}
            own={exercise.own}
            onOwn={hold === 'here' ? markOwnExercise : undefined}
          />
          <div class="acts">
            <button class="btn" type="button" disabled={still} onClick={goOn}>
              {place + 1 < items.length ? '下一题' : '做完了'}
            </button>
            <Star item={item.id} />
          </div>
        </div>
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
