/** Practice: choose what, answer one, see at once why. */
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { difficultyNames, partOrder, typeNames } from '../../domain/exam/blueprint.ts';
import { daysToLeave } from '../../domain/exam/practice.ts';
import type { ItemType } from '../../domain/exam/question.ts';
import { chosenIn, lengthOf, reasonNames, ruleTexts, textIn } from '../../domain/exam/score.ts';
import {
  levelNames,
  levels,
  modules,
  sections,
  sectionsOf,
  sectionTitles,
  type Section,
} from '../../domain/notice.ts';
import { routes } from '../../routes.ts';
import { $bank, fetchBank, fetchBankWhenIdle } from '../../stores/bank.ts';
import {
  $book,
  $practice,
  $unsaved,
  endPractice,
  goOn,
  hasAnswer,
  look,
  markOwnExercise,
  pickOption,
  recallPractice,
  respond,
  startMistakes,
  startPractice,
  type Practice as Row,
} from '../../stores/practice.ts';
import { $settings, changeSettings, recallSettings } from '../../stores/settings.ts';
import { Explained } from '../question/Explained.tsx';
import { letters, Options } from '../question/Options.tsx';
import { Text } from '../question/Text.tsx';

export default function Practice({ bank }: { bank: string }) {
  const practice = useStore($practice);
  useEffect(() => {
    recallSettings();
    void recallPractice();
    fetchBankWhenIdle(bank);
  }, [bank]);
  return practice ? <Exercises practice={practice} /> : <Choose bank={bank} />;
}

const wished = (): { sections: readonly Section[]; mistakes: boolean } => {
  const query = new URLSearchParams(location.hash.slice(1));
  const named = (query.get('sections') ?? '').split(',');
  return { sections: sections.filter((section) => named.includes(section)), mistakes: query.has('mistakes') };
};

function Choose({ bank: url }: { bank: string }) {
  const bank = useStore($bank);
  const book = useStore($book);
  const { level } = useStore($settings);
  const [chosen, setChosen] = useState<readonly Section[]>(sections);
  const [types, setTypes] = useState<readonly ItemType[]>(partOrder);
  const [wanted, setWanted] = useState<'row' | 'mistakes' | undefined>(undefined);

  // Until the script has taken over, the form cannot answer: it says so by being disabled.
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    const wish = wished();
    if (wish.sections.length > 0) setChosen(wish.sections);
    if (wish.mistakes) setWanted('mistakes');
  }, []);

  const start = (what: 'row' | 'mistakes'): void => {
    if (bank.kind !== 'ready' || !book) {
      setWanted(what);
      void fetchBank(url);
      return;
    }
    setWanted(undefined);
    if (what === 'row') startPractice(bank.items, { level, sections: chosen, types });
    else if (book.mistakes.length > 0) startMistakes(bank.items);
  };
  useEffect(() => {
    if (wanted && bank.kind === 'ready' && book) start(wanted);
  });

  const toggle = (some: readonly Section[], on: boolean): void => {
    setChosen(sections.filter((one) => (some.includes(one) ? on : chosen.includes(one))));
  };
  const none = chosen.length === 0 || types.length === 0;
  return (
    <div class="wrap practice">
      <h1>练习</h1>
      <p class="lead">
        按章节做题，每题答完马上看答案、每个选项的理由和依据。不计时；想整卷计时，请到模拟考试。
      </p>
      {book && !book.durable && (
        <p class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录。</b>可以照常练习，但关闭或刷新页面后，错题本就没有了。
        </p>
      )}
      {book && (
        <section class="bar practice-book" aria-label="错题本">
          <p>
            <b>错题本：{book.mistakes.length} 题</b>
            <span class="small">
              　答错、少选、没答的题进来；此后在 {daysToLeave} 个不同的日子各答对一次，就出去。至今练过{' '}
              {book.drills} 次。
            </span>
          </p>
          {book.mistakes.length > 0 && (
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                start('mistakes');
              }}
            >
              练错题本
            </button>
          )}
        </section>
      )}
      <form
        onFocusCapture={() => {
          void fetchBank(url);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!none) start('row');
        }}
      >
        <fieldset disabled={!ready}>
          <fieldset class="field exam-choices">
            <legend>级别</legend>
            {levels.map((one) => (
              <label class="opt" key={one}>
                <input
                  type="radio"
                  name="level"
                  checked={one === level}
                  onChange={() => {
                    changeSettings({ level: one });
                  }}
                />
                {levelNames[one].full}
              </label>
            ))}
          </fieldset>
          <fieldset class="field exam-choices">
            <legend>题型</legend>
            {partOrder.map((type) => (
              <label class="opt" key={type}>
                <input
                  type="checkbox"
                  checked={types.includes(type)}
                  onChange={() => {
                    setTypes(partOrder.filter((one) => types.includes(one) !== (one === type)));
                  }}
                />
                {typeNames[type]}
              </label>
            ))}
          </fieldset>
          <fieldset class="field">
            <legend>章节</legend>
            <div class="acts">
              <button
                class="btn quiet"
                type="button"
                onClick={() => {
                  setChosen(sections);
                }}
              >
                全选
              </button>
              <button
                class="btn quiet"
                type="button"
                onClick={() => {
                  setChosen([]);
                }}
              >
                全不选
              </button>
            </div>
            <div class="cols practice-sections">
              {modules.map(({ id, name, title }) => {
                const own = sectionsOf(id);
                return (
                  <fieldset key={id}>
                    <legend>
                      {name}　<span class="small">{title}</span>
                    </legend>
                    {own.length > 1 && (
                      <label class="opt">
                        <input
                          type="checkbox"
                          checked={own.every((one) => chosen.includes(one))}
                          onChange={(event) => {
                            toggle(own, event.currentTarget.checked);
                          }}
                        />
                        {name}全部
                      </label>
                    )}
                    {own.map((section) => (
                      <label class="opt" key={section}>
                        <input
                          type="checkbox"
                          checked={chosen.includes(section)}
                          onChange={(event) => {
                            toggle([section], event.currentTarget.checked);
                          }}
                        />
                        <span class="num">{section}</span>
                        <span>{sectionTitles[section]}</span>
                      </label>
                    ))}
                  </fieldset>
                );
              })}
            </div>
          </fieldset>
          <div class="acts">
            <button class="btn" type="submit" disabled={none}>
              {wanted ? '题库正在下载…' : '开始练习'}
            </button>
          </div>
          {none && <p class="small">至少选一个章节和一种题型。</p>}
          {bank.kind === 'failed' && (
            <p class="bar bad" role="alert">
              题库没有下载下来。请检查网络，再按一次“开始练习”。
            </p>
          )}
          <p class="small">每道题的对错记在这台设备的浏览器里（IndexedDB），用来列错题本；不上传。</p>
        </fieldset>
      </form>
    </div>
  );
}

function Exercises({ practice }: { practice: Row }) {
  const bank = useStore($bank);
  const unsaved = useStore($unsaved);
  const { keys } = useStore($settings);
  const stem = useRef<HTMLSpanElement>(null);
  const verdict = useRef<HTMLParagraphElement>(null);
  const { exercise, done, right, all, rest } = practice;
  const item = exercise?.item;
  const looked = exercise?.mark !== undefined;

  useEffect(() => {
    if (looked) verdict.current?.focus({ preventScroll: false });
    else stem.current?.focus({ preventScroll: true });
    if (!looked) window.scrollTo(0, 0);
  }, [item?.id, looked]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!keys || event.ctrlKey || event.metaKey || event.altKey) return;
      // The state is read anew: a fast typist is ahead of the screen.
      const exercise = $practice.get()?.exercise;
      if (!exercise) return;
      const looked = exercise.mark !== undefined;
      if (!(event.target instanceof HTMLElement) || event.target.closest('textarea, select, a, button'))
        return;
      const key = event.key.toUpperCase();
      if (key === 'ENTER' || (key === 'ARROWRIGHT' && looked)) {
        if (looked) goOn();
        else if (hasAnswer(exercise)) look();
      } else if (exercise.item.type !== 'short' && !looked) {
        const id = exercise.order[letters.findIndex((letter) => letter === key)];
        if (id === undefined) return;
        pickOption(id);
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [keys]);

  if (!exercise || !item)
    return (
      <div class="wrap practice">
        <h1>这一组做完了</h1>
        <p>
          {all === 0
            ? '没有符合条件的题。换一个级别、题型或章节再试。'
            : `共 ${all} 题，计对错的 ${done} 题里全对 ${right} 题。答错的在错题本里。`}
        </p>
        <div class="acts">
          <button class="btn" type="button" onClick={endPractice}>
            再选一组
          </button>
          <a class="btn quiet" href={routes.exam}>
            去做整卷
          </a>
        </div>
      </div>
    );

  return (
    <div class="wrap practice exam-question">
      <h1 class="visually-hidden">练习</h1>
      <p class="exam-meta num practice-tally">
        <span>
          第 {all - rest.length} 题，共 {all} 题
        </span>
        <span>
          已计 {done} 题，全对 {right} 题
        </span>
        <button class="btn quiet" type="button" onClick={endPractice}>
          结束这一组
        </button>
      </p>
      {unsaved && (
        <p class="bar bad" role="alert">
          上一题的对错没有存进这台设备，只在这个页面里有效。可以继续练习。
        </p>
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
          <fieldset key={item.id}>
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
          <div class="acts">
            <button class="btn" type="submit" disabled={!hasAnswer(exercise)}>
              看答案
            </button>
            <button class="btn quiet" type="button" onClick={hasAnswer(exercise) ? goOn : look}>
              {hasAnswer(exercise) ? '跳过这题' : '不会，看答案'}
            </button>
          </div>
          {item.type !== 'short' && keys && (
            <p class="small exam-keys">
              键盘：<kbd>A</kbd>–<kbd>{letters[exercise.order.length - 1]}</kbd> 选择，<kbd>Enter</kbd>{' '}
              看答案、下一题
            </p>
          )}
        </form>
      ) : (
        <div>
          <h2 class="q-stem">
            <Text>{item.stem}</Text>
          </h2>
          <p class="practice-verdict" tabIndex={-1} ref={verdict}>
            <span
              class={`verdict ${exercise.mark.reason === 'right' ? 'ok' : exercise.mark.reason === 'partial' || item.type === 'short' ? 'ask' : 'bad'}`}
            >
              {exercise.mark.reason === 'right' ? '✓ ' : ''}
              {reasonNames[exercise.mark.reason]}
            </span>
          </p>
          <Explained
            item={item}
            order={exercise.order}
            response={exercise.response}
            documents={bank.kind === 'ready' ? bank.documents : {}}
            own={exercise.own}
            onOwn={markOwnExercise}
          />
          <div class="acts">
            <button class="btn" type="button" onClick={goOn}>
              {rest.length > 0 ? '下一题' : '做完了'}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
