/** The exam room: title bar with the clock, answer sheet, one question at a time. */
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { counts, sayDuration, type Sheet, type State } from '../../domain/exam/attempt.ts';
import { typeNames } from '../../domain/exam/blueprint.ts';
import type { Question } from '../../domain/exam/paper.ts';
import type { ChoiceItem, Item } from '../../domain/exam/question.ts';
import { chosenIn, isBlank, lengthOf, ruleTexts, textIn } from '../../domain/exam/score.ts';
import { levelNames } from '../../domain/notice.ts';
import { $bank } from '../../stores/bank.ts';
import {
  $history,
  $saving,
  clear,
  flag,
  flushText,
  here,
  leave,
  left,
  pause,
  pick,
  restore,
  sittingFile,
  submit,
  takeOver,
  type,
  visit,
  type Sitting,
} from '../../stores/exam.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import { letters, Options } from '../question/Options.tsx';
import { Text } from '../question/Text.tsx';
import { Clock, sayLeft, TimeUp } from './Clock.tsx';
import { Dialog } from './Dialog.tsx';
import { Panel } from './Panel.tsx';
import { save } from '../save.ts';
import { modeNames, sayTime } from './words.ts';

type Open = 'none' | 'hand-in' | 'sheet';

export function Room({ sitting }: { sitting: Sitting }) {
  const { sheet, state, hold } = sitting;
  const bank = useStore($bank);
  const settings = useStore($settings);
  const [dialog, setDialog] = useState<Open>('none');
  const [spoken, setSpoken] = useState('');
  const stem = useRef<HTMLSpanElement>(null);

  const index = Math.max(
    0,
    sheet.questions.findIndex((question) => question.item === state.current),
  );
  const question = sheet.questions[index];
  const item = question && bank.kind === 'ready' ? bank.byId.get(question.item) : undefined;
  const canAnswer = hold === 'here' && state.phase === 'running';

  const go = (to: number): void => {
    const target = sheet.questions[to];
    if (!target) return;
    visit(target.item);
    setDialog('none');
  };
  const goTo = (id: string): void => {
    go(sheet.questions.findIndex((one) => one.item === id));
  };
  const choose = (question: Question, id: string): void => {
    if (question.type === 'short') return;
    pick(question.item, question.type, id);
    if (question.type === 'single' && $settings.get().next)
      setTimeout(() => {
        const now = here();
        if (now?.question.item === question.item) go(now.index + 1);
      }, 250);
  };

  /** Said anew each time, also when nothing has changed since. */
  const speak = (): void => {
    setSpoken('');
    setTimeout(() => {
      setSpoken(sayLeft(left()));
    }, 50);
  };

  // Focus goes to the stem when the question changes, also at the start.
  useEffect(() => {
    stem.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [question?.item, item === undefined]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!$settings.get().keys || dialog !== 'none' || event.ctrlKey || event.metaKey || event.altKey)
        return;
      const { target } = event;
      if (!(target instanceof HTMLElement) || target.closest('dialog, textarea, select')) return;
      // The state is read anew: a fast typist is ahead of the screen.
      const now = here();
      if (!now) return;
      const { question, sitting } = now;
      const key = event.key.toUpperCase();
      const option = question.order[letters.findIndex((letter) => letter === key)];
      // Also from a choice that has just been clicked: there ← → would change the answer unseen; ↑ ↓ still choose.
      if (key === 'ARROWLEFT') go(now.index - 1);
      else if (key === 'ARROWRIGHT') go(now.index + 1);
      else if (key === 'M') flag(question.item, !sitting.state.flags.has(question.item));
      else if (key === 'T') speak();
      else if (option !== undefined) choose(question, option);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [dialog, sheet.id]);

  const total = counts(sheet, state);
  return (
    <div class={`exam-room zoom-${settings.zoom}`}>
      <header class="exam-bar">
        <h1>
          {levelNames[sheet.level].short} · {modeNames[sheet.mode]}
        </h1>
        <span class="exam-no num">卷号 {sheet.number}</span>
        <Saved />
        <Clock sitting={sitting} hidden={!settings.clock} spoken={spoken} />
        <button
          class="btn"
          type="button"
          disabled={hold !== 'here'}
          onClick={() => {
            flushText();
            setDialog('hand-in');
          }}
        >
          交卷
        </button>
      </header>
      <Banners sitting={sitting} />
      <div class="exam-body">
        <aside class="exam-side">
          <Panel sheet={sheet} state={state} onGo={go} />
        </aside>
        <section class="exam-question" aria-label="题目">
          {state.phase === 'paused' ? (
            <div class="exam-paused">
              <h2>已暂停</h2>
              <p>暂停期间不计时，题目先收起来。</p>
              <button
                class="btn"
                type="button"
                disabled={hold !== 'here'}
                onClick={() => {
                  pause(false);
                }}
              >
                继续答题
              </button>
            </div>
          ) : (
            question && (
              <>
                <p class="exam-meta num">
                  <span>{typeNames[question.type]}</span>
                  <span>
                    第 {index + 1} 题，共 {sheet.questions.length} 题
                  </span>
                  <span>{question.points} 分</span>
                  {question.type === 'multiple' && <span class="exam-rule">{ruleTexts[sheet.rule]}</span>}
                  {state.flags.has(question.item) && <span class="verdict ask">◥ 已标记</span>}
                </p>
                {item ? (
                  <fieldset disabled={!canAnswer} key={item.id}>
                    <legend>
                      <span tabIndex={-1} ref={stem}>
                        <Text>{item.stem}</Text>
                      </span>
                    </legend>
                    {item.type === 'short' ? (
                      <Writing item={item} text={textIn(state.responses.get(item.id))} />
                    ) : (
                      <Options
                        item={item}
                        order={question.order}
                        chosen={chosenIn(state.responses.get(item.id))}
                        onPick={(id) => {
                          choose(question, id);
                        }}
                      />
                    )}
                  </fieldset>
                ) : (
                  <p>
                    {bank.kind === 'ready'
                      ? '这道题已从题库撤下，跳过即可，不影响其他题目。'
                      : '题目正在下载…'}
                  </p>
                )}
                <div class="acts exam-acts">
                  <button
                    class="btn quiet exam-prev"
                    type="button"
                    disabled={index === 0}
                    onClick={() => {
                      go(index - 1);
                    }}
                  >
                    上一题
                  </button>
                  <button
                    class="btn exam-next"
                    type="button"
                    disabled={index + 1 === sheet.questions.length}
                    onClick={() => {
                      go(index + 1);
                    }}
                  >
                    下一题
                  </button>
                  <button
                    class="btn quiet"
                    type="button"
                    aria-pressed={state.flags.has(question.item)}
                    disabled={!canAnswer}
                    onClick={() => {
                      flag(question.item, !state.flags.has(question.item));
                    }}
                  >
                    {state.flags.has(question.item) ? '取消标记' : '标记'}
                  </button>
                  {item && item.type !== 'short' && (
                    <button
                      class="btn quiet"
                      type="button"
                      disabled={!canAnswer || isBlank(state.responses.get(question.item))}
                      onClick={() => {
                        clear(question.item);
                      }}
                    >
                      清除作答
                    </button>
                  )}
                </div>
                <Tools sitting={sitting} options={question.order.length} onSay={speak} />
              </>
            )
          )}
        </section>
      </div>
      <nav class="exam-foot" aria-label="换题">
        <button
          class="btn quiet"
          type="button"
          disabled={index === 0}
          onClick={() => {
            go(index - 1);
          }}
        >
          上一题
        </button>
        <button
          class="btn quiet num"
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            setDialog('sheet');
          }}
        >
          答题卡 {total.answered.length}/{total.all}
        </button>
        <button
          class="btn"
          type="button"
          disabled={index + 1 === sheet.questions.length}
          onClick={() => {
            go(index + 1);
          }}
        >
          下一题
        </button>
      </nav>
      {dialog === 'sheet' && (
        <Dialog
          label="答题卡"
          class="exam-sheet"
          light
          onClose={() => {
            setDialog('none');
          }}
        >
          <div class="exam-sheet-head">
            <h2>答题卡</h2>
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                setDialog('none');
              }}
            >
              收起
            </button>
          </div>
          <Panel sheet={sheet} state={state} onGo={go} />
        </Dialog>
      )}
      {dialog === 'hand-in' && (
        <HandIn
          sheet={sheet}
          state={state}
          onGo={goTo}
          onBack={() => {
            setDialog('none');
          }}
        />
      )}
      <TimeUp sitting={sitting} />
    </div>
  );
}

/** 已保存 appears only once the storage has acknowledged everything. */
function Saved() {
  const saving = useStore($saving);
  const history = useStore($history);
  if (saving.kind === 'failing') return <span class="exam-saved verdict bad">没有保存</span>;
  if (history.kind === 'ready' && !history.durable)
    return <span class="exam-saved verdict ask">不能保存</span>;
  return (
    <span class="exam-saved num">
      {saving.kind === 'saved' ? `已保存 ${sayTime(saving.at)}` : saving.kind === 'saving' ? '正在保存…' : ''}
    </span>
  );
}

function Banners({ sitting: { sheet, state, hold } }: { sitting: Sitting }) {
  const saving = useStore($saving);
  const [dismissed, setDismissed] = useState(false);
  const download = () => {
    save(sittingFile(), `答案-${sheet.number}.json`);
  };
  return (
    <div class="exam-banners">
      {saving.kind === 'failing' && (
        <div class="bar bad" role="alert">
          <b>最近的 {saving.count} 步没有存进这台设备</b>
          ，正在每隔几秒重试。答案还在这个页面里，可以照常答题和交卷；请不要关闭或刷新。
          <button class="btn quiet" type="button" onClick={download}>
            另存我的答案
          </button>
        </div>
      )}
      {hold === 'elsewhere' && (
        <div class="bar ask" role="alert">
          <b>这份试卷正在另一个标签页里作答</b>，这里只能看。
          <button
            class="btn"
            type="button"
            onClick={() => {
              void takeOver();
            }}
          >
            在此继续
          </button>
        </div>
      )}
      {hold === 'newer' && (
        <div class="bar ask" role="alert">
          <b>这份试卷由本站更新的版本写过</b>
          ，这里只能看，什么都不会改动。请刷新这个页面，换成新版本再接着答。
        </div>
      )}
      {state.leap > 0 && !state.restored && !dismissed && hold === 'here' && (
        <div class="bar ask" role="status">
          这台设备的时钟一下子走了 {sayDuration(state.leap)}
          ，已按经过的时间计算。如果不是电脑睡眠，而是时钟被改动，可以把这段时间补回来，只有一次，成绩上会注明。
          <button class="btn quiet" type="button" onClick={restore}>
            补回这段时间
          </button>
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              setDismissed(true);
            }}
          >
            不用补
          </button>
        </div>
      )}
    </div>
  );
}

function Writing({ item, text }: { item: Exclude<Item, ChoiceItem>; text: string }) {
  const [length, setLength] = useState(lengthOf(text));
  return (
    <div class="exam-writing">
      <textarea
        aria-label="你的回答"
        rows={10}
        maxLength={5000}
        defaultValue={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setLength(lengthOf(value));
          type(item.id, value);
        }}
        onBlur={flushText}
      />
      <p class="small num">{length} 字。边写边存，交卷后对照参考答案自评。</p>
    </div>
  );
}

interface ToolsProps {
  sitting: Sitting;
  /** How many options the question has; none where it is written. */
  options: number;
  onSay: () => void;
}

function Tools({ sitting, options, onSay }: ToolsProps) {
  const { zoom, clock, keys, next } = useStore($settings);
  const { sheet } = sitting;
  return (
    <div class="exam-tools">
      <p class="small exam-keys" hidden={!keys}>
        键盘：
        {options > 0 && (
          <>
            <kbd>A</kbd>–<kbd>{letters[options - 1]}</kbd> 选择，
          </>
        )}
        <kbd>M</kbd> 标记，<kbd>←</kbd> <kbd>→</kbd> 换题，<kbd>T</kbd> 报时
      </p>
      <details>
        <summary>字号、时钟与按键</summary>
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            disabled={zoom === 0}
            onClick={() => {
              changeSettings({ zoom: Math.max(0, zoom - 1) });
            }}
          >
            字小一点
          </button>
          <button
            class="btn quiet"
            type="button"
            disabled={zoom === 3}
            onClick={() => {
              changeSettings({ zoom: Math.min(3, zoom + 1) });
            }}
          >
            字大一点
          </button>
          <button class="btn quiet" type="button" onClick={onSay}>
            报时
          </button>
          {sheet.mode === 'practice' && (
            <button
              class="btn quiet"
              type="button"
              disabled={sitting.hold !== 'here'}
              onClick={() => {
                pause(true);
              }}
            >
              暂停
            </button>
          )}
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void leave();
            }}
          >
            {sheet.mode === 'practice' ? '停表离开' : '离开考场（时间照走）'}
          </button>
        </div>
        <label class="opt">
          <input
            type="checkbox"
            checked={clock}
            onChange={() => {
              changeSettings({ clock: !clock });
            }}
          />
          显示剩余时间
        </label>
        <label class="opt">
          <input
            type="checkbox"
            checked={keys}
            onChange={() => {
              changeSettings({ keys: !keys });
            }}
          />
          使用单键快捷键
        </label>
        <label class="opt">
          <input
            type="checkbox"
            checked={next}
            onChange={() => {
              changeSettings({ next: !next });
            }}
          />
          单选题选定后自动到下一题
        </label>
      </details>
    </div>
  );
}

interface HandInProps {
  sheet: Sheet;
  state: State;
  onGo: (item: string) => void;
  onBack: () => void;
}

function HandIn({ sheet, state, onGo, onBack }: HandInProps) {
  const { all, answered, unanswered, flagged } = counts(sheet, state);
  const rows = [
    ['已答', answered],
    ['未答', unanswered],
    ['标记', flagged],
  ] as const;
  return (
    <Dialog label="交卷" onClose={onBack}>
      <h2>现在交卷？</h2>
      <p>共 {all} 题。交卷后不能再改答案。点题数可以跳到那里。</p>
      <dl class="ledger">
        {rows.map(([name, items]) => {
          const first = items[0];
          return (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="num">
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
