/** 我能报吗: asks, and reads the verdicts of the domain aloud. */
import { useStore } from '@nanostores/preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sayDate, sayDays, sittings, type Batch, type PlainDate } from '../../domain/calendar.ts';
import {
  answered,
  answerTo,
  applies,
  idleQuestions,
  nextQuestion,
  openQuestions,
  questions,
  serves,
  weighsNothing,
  type Answer,
  type Question as Name,
} from '../../domain/eligibility/ask.ts';
import { assess } from '../../domain/eligibility/assess.ts';
import type { Period } from '../../domain/eligibility/duration.ts';
import {
  asked,
  explainProblem,
  nameClauses,
  sayAnswer,
  sayShort,
  sayVerdicts,
  sayWaysAssume,
} from '../../domain/eligibility/explain.ts';
import { contradictions, readFields, type Known } from '../../domain/eligibility/facts.ts';
import { isCounted, knownOn, monthOf, referenceDay, type Answers } from '../../domain/eligibility/link.ts';
import { waysTo, type Way } from '../../domain/eligibility/ways.ts';
import { levelNames, levels, type Level } from '../../domain/notice.ts';
import {
  $answers,
  $arrival,
  $cleared,
  $today,
  arrive,
  clear,
  tell,
  undo,
  type Arrival,
} from '../../stores/eligibility.ts';
import { Clauses, Outcome, signs, tones, Verdict } from './Level.tsx';
import { Matrix } from './Matrix.tsx';
import { Question } from './Question.tsx';

interface Props {
  /** The day the page was built; the browser's own takes its place. */
  readonly builtOn: PlainDate;
  readonly batches: readonly Batch[];
}

const greetings = {
  fresh: '',
  restored: '已按链接里的回答恢复。',
  'rules-changed':
    '已按链接里的回答恢复。做这个链接以后，本站引用的条文有改动，结论已按现在的条文重新得出，请再核对一遍。',
  damaged: '链接里的回答不完整，或者被改动过，没有采用。请从头回答，或向发链接的人再要一次。',
  'other-version': '链接是另一个版本的本站做的，读不了，没有采用。请从头回答。',
} as const satisfies Record<Arrival, string>;

export default function EligibilityChecker({ builtOn, batches }: Props) {
  const answers = useStore($answers);
  const today = useStore($today) ?? builtOn;
  const arrival = useStore($arrival);
  const cleared = useStore($cleared);
  const [all, setAll] = useState(false);
  /** The question on the screen: once shown it stays until the applicant goes on. */
  const [shown, setShown] = useState<Name | null>('education');
  const [path, setPath] = useState<readonly Name[]>([]);
  const [stuck, setStuck] = useState(false);
  const [moved, setMoved] = useState(false);
  /** Whether 全部列出 was just pressed: the button moves to the top, and the focus with it. */
  const [listed, setListed] = useState(false);
  const end = useRef<HTMLHeadingElement>(null);

  const { declined, periods } = answers;
  const asOf = referenceDay(answers, today, batches);
  const known = knownOn(answers, asOf);
  const broken = contradictions(known);
  const next = broken.length > 0 ? null : nextQuestion(known, declined);

  // Before anything can be answered: an answer given first would write the link that is about to be read.
  useLayoutEffect(() => {
    const leave = arrive();
    setShown(resume().next);
    return leave;
  }, []);

  // Another reference day, or another link, can open what was settled.
  useEffect(() => {
    if (shown !== null || next === null) return;
    setMoved(false);
    setShown(next);
  }, [shown, next]);

  useEffect(() => {
    if (shown === null && moved) end.current?.focus();
  }, [shown, moved]);

  useEffect(() => {
    if (!listed) return;
    setListed(false);
    const box = document.getElementById('ask');
    box?.scrollIntoView({ block: 'start' });
    box?.querySelector<HTMLElement>('.modes [aria-pressed=true]')?.focus({ preventScroll: true });
  }, [listed]);

  const day = `${sayDate(asOf)}${answers.day === 'today' ? '（今天）' : '（所选考期首日）'}`;
  const result = assess(known, asOf, batches);
  const unsure = result.kind === 'assessed' && levels.some((level) => result[level].verdict === 'unknown');
  const fresh = Object.keys(known).length === 0 && declined.length === 0;
  const open = broken.length > 0 ? [] : openQuestions(known, declined);
  const idle = all && broken.length === 0 ? idleQuestions(known) : [];
  const coming = sittings(today, 6, batches);

  const ways = useMemo(() => {
    const to = (level: Level): readonly Way[] =>
      contradictions(known).length > 0 ? [] : waysTo(level, known, asOf, batches);
    return { junior: to('junior'), intermediate: to('intermediate'), senior: to('senior') };
    // The answers and the day are all it depends on; `known` is made anew at each rendering.
  }, [answers, asOf]);
  const assume = sayWaysAssume(levels.flatMap((level) => ways[level]));

  const give = (question: Name, value: Answer | undefined | null) => {
    setStuck(false);
    const rest = declined.filter((one) => one !== question);
    tell({
      ...answers,
      known: readFields(answered(answers.known, question, value ?? undefined)).known,
      declined: value === undefined ? [...rest, question] : rest,
    });
  };
  const keepPeriods = (list: readonly Period[]) => {
    tell({
      ...answers,
      periods: list,
      declined: declined.filter((one) => !isCounted(one)),
    });
  };
  const show = (question: Name | null) => {
    setStuck(false);
    setMoved(true);
    setShown(question);
  };
  /** The answers as they stand in the store, which may be ahead of this rendering. */
  const standing = () => {
    const now = $answers.get();
    const told = knownOn(now, referenceDay(now, $today.get() ?? builtOn, batches));
    const fits = contradictions(told).length === 0;
    return { now, told, next: fits ? nextQuestion(told, now.declined) : null };
  };
  /** Takes up answers that came from elsewhere, with the way back through them. */
  const resume = () => {
    const current = standing();
    setPath(toldOf(current.told, current.now));
    return current;
  };
  const forward = () => {
    if (shown === null) return;
    const current = standing();
    if (answerTo(current.told, shown) === undefined && !current.now.declined.includes(shown)) {
      setStuck(true);
      return;
    }
    setPath((before) => [...before.filter((one) => one !== shown), shown]);
    show(current.next);
  };
  const back = () => {
    const before =
      shown === null ? path : path.slice(0, path.includes(shown) ? path.indexOf(shown) : undefined);
    const last = before.at(-1);
    if (last !== undefined) show(last);
  };
  const revise = (question: Name) => {
    setAll(false);
    show(question);
    document.getElementById('ask')?.scrollIntoView({ block: 'start' });
  };

  const put = (question: Name, heading: 'h2' | 'h3') => (
    <Question
      key={question}
      question={question}
      known={known}
      declined={declined.includes(question)}
      periods={periods}
      day={day}
      until={monthOf(asOf)}
      idle={idle.includes(question)}
      listed={heading === 'h3' && question === 'continuousMonths'}
      heading={heading}
      focus={heading === 'h2' && moved}
      onAnswer={(value) => {
        give(question, value);
      }}
      onPeriods={keepPeriods}
    />
  );
  const said = toldOf(known, answers);
  const why =
    shown === null || broken.length > 0
      ? []
      : serves(readFields(answered(known, shown, undefined)).known, shown);
  const modes = (
    <div class="modes" role="group" aria-label="回答的方式">
      <button
        type="button"
        aria-pressed={!all}
        onClick={() => {
          setAll(false);
          show(broken.length > 0 ? null : next);
        }}
      >
        一问一答
      </button>
      <button
        type="button"
        aria-pressed={all}
        onClick={() => {
          setAll(true);
          setListed(true);
        }}
      >
        全部列出
      </button>
    </div>
  );

  return (
    <div class={`checker${fresh ? ' fresh' : ''}`}>
      <div class="talk">
        {/* Always there: what comes into a place that was there before is read aloud. */}
        <div class="no-print" role="status">
          {arrival !== 'fresh' && (
            <p class={`bar${arrival === 'restored' ? '' : arrival === 'rules-changed' ? ' ask' : ' bad'}`}>
              {greetings[arrival]}
            </p>
          )}
          {cleared !== null && (
            <p class="bar">
              回答已清空。
              <button
                type="button"
                class="link"
                onClick={() => {
                  undo();
                  show(resume().next);
                }}
              >
                撤销，恢复刚才的回答
              </button>
            </p>
          )}
        </div>
        <div id="ask" class="ask-box no-print">
          {all && modes}
          {result.kind === 'problems' && (
            <div class="bar bad" role="alert">
              {result.problems.map((problem) => (
                <p key={problem.kind}>
                  {explainProblem(problem)}
                  {questions
                    .filter((one) => problem.fields.some((field) => field === one))
                    .map((one) => (
                      <button
                        key={one}
                        type="button"
                        class="link"
                        onClick={() => {
                          revise(one);
                        }}
                      >
                        改“{asked[one].short}”
                      </button>
                    ))}
                </p>
              ))}
              <p>回答都还留着；改好以前不给结论。</p>
            </div>
          )}
          {all ? (
            <>
              <h2 class="visually-hidden">全部问题</h2>
              {questions.filter((one) => applies(known, one)).map((one) => put(one, 'h3'))}
            </>
          ) : shown !== null ? (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                forward();
              }}
            >
              <p class="small num step">
                {fresh
                  ? '通常四五问就有结论，回答不会发到服务器'
                  : broken.length > 0
                    ? '回答互相矛盾，改好以后才有结论'
                    : open.length > 0
                      ? '还有回答可能改变结论，本站只挑用得着的问'
                      : unsure
                        ? '没有别的要问了，其余要看答“不清楚”的几项'
                        : '三个级别都已有结论'}
              </p>
              {put(shown, 'h2')}
              {stuck && (
                <p class="err" role="alert">
                  先给一个回答；不知道就选“不清楚”。
                </p>
              )}
              <p class="acts">
                <button type="submit" class="btn">
                  下一问
                </button>
                <button
                  type="button"
                  class="btn quiet"
                  disabled={path.length === 0 || path[0] === shown}
                  onClick={back}
                >
                  返回
                </button>
              </p>
              {why.length > 0 && (
                <p class="small why">
                  为什么问这个：关系到还没有定下来的
                  <strong>{nameClauses(why)}</strong>
                  。答“不清楚”也可以，本站不替你假设。
                </p>
              )}
            </form>
          ) : (
            result.kind === 'assessed' && (
              <div class="done">
                <h2 ref={end} tabIndex={-1}>
                  问完了
                </h2>
                <p>
                  {unsure
                    ? '答“不清楚”的几项决定着剩下的结论；弄清以后可以回来改，其他回答都在。'
                    : '再问什么也不会改变这三个结论。'}
                  结论和理由在下面。
                </p>
                <p class="acts">
                  <button type="button" class="btn quiet" onClick={back} disabled={path.length === 0}>
                    返回上一问
                  </button>
                </p>
              </div>
            )
          )}
          {!all && modes}
        </div>
        {!fresh && !all && shown !== null && result.kind === 'assessed' && (
          // What is heard of it is said below, once.
          <div class="tally no-print" aria-hidden="true">
            {levels.map((level) => (
              <span key={level} class={`verdict ${tones[result[level].verdict]}`}>
                <small>{levelNames[level].short}</small> {signs[result[level].verdict]}{' '}
                {sayShort[result[level].verdict]}
              </span>
            ))}
          </div>
        )}
      </div>

      <aside class="so-far" aria-labelledby="so-far">
        <h2 id="so-far">{next === null && !fresh ? '三个级别' : '到目前为止'}</h2>
        <dl class="ledger">
          {levels.map((level) => (
            <div key={level}>
              <dt>{levelNames[level].short}</dt>
              <dd>
                {result.kind === 'assessed' ? (
                  <Verdict level={result[level]} />
                ) : (
                  <span class="verdict open">先改正回答</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
        <p class="visually-hidden" aria-live="polite">
          {result.kind === 'assessed' && !fresh
            ? sayVerdicts(
                Object.fromEntries(levels.map((level) => [level, result[level].verdict])) as Record<
                  Level,
                  typeof result.junior.verdict
                >,
              )
            : ''}
        </p>
        {said.length > 0 && (
          <>
            <h3>你的回答</h3>
            <ul class="said">
              {said.map((one) => {
                const value = sayAnswer(one, answerTo(known, one));
                const idle = value !== undefined && broken.length === 0 && weighsNothing(known, one);
                return (
                  <li key={one} class={idle ? 'idle' : ''}>
                    <span>
                      {asked[one].short}：{value ?? '不清楚'}
                      {idle && <small>（不影响结论）</small>}
                    </span>
                    <button
                      type="button"
                      class="link no-print"
                      aria-label={`改“${asked[one].short}”`}
                      onClick={() => {
                        revise(one);
                      }}
                    >
                      改
                    </button>
                  </li>
                );
              })}
            </ul>
            <p class="acts no-print">
              <button
                type="button"
                class="btn quiet"
                onClick={() => {
                  clear();
                  setPath([]);
                  show('education');
                }}
              >
                清空重来
              </button>
              <button
                type="button"
                class="btn quiet"
                onClick={() => {
                  print();
                }}
              >
                打印结果
              </button>
            </p>
            <p class="small no-print">
              回答写在这一页的网址里，收藏或转发网址就带着回答；不会发到任何服务器。
            </p>
          </>
        )}
      </aside>

      <div class="results">
        {result.kind === 'assessed' && !fresh && (
          <>
            <h2>结论和理由</h2>
            {levels.map((level) => (
              <Outcome
                key={level}
                level={result[level]}
                answers={answers}
                ways={ways[level]}
                day={day}
                onAsk={revise}
              />
            ))}
            {assume !== '' && <p class="small assume">{assume}</p>}
            <h2>十九条一览</h2>
            <p class="small no-print">
              点“？”回答那一格还缺的一问；点别的格子看那一条的理由。每个级别满足其中一条就够。
            </p>
            <Matrix result={result} onAsk={revise} />
          </>
        )}
        <div class="field no-print day">
          <label htmlFor="day">年限算到哪一天</label>
          <select
            id="day"
            value={answers.day}
            aria-describedby="day-hint"
            onChange={(event) => {
              tell({ ...answers, day: event.currentTarget.value });
            }}
          >
            <option value="today">今天（{sayDate(today)}）</option>
            {coming.map((one) => (
              <option key={one.id} value={one.id}>
                {sayDays(one.days)}这一期的首日
              </option>
            ))}
            {/* A link may name one that is over, or far off. */}
            {answers.day !== 'today' && !coming.some(({ id }) => id === answers.day) && (
              <option value={answers.day}>{sayDate(asOf)}</option>
            )}
          </select>
          <p class="hint" id="day-hint">
            通知没有写年限算到哪一天，默认算到今天。换成考期首日时，上面填的年限也要算到那一天；按起止年月逐段填的会自动重算。
          </p>
        </div>
        {result.kind === 'assessed' && (
          <>
            <h2>对照通知原文</h2>
            {!fresh && (
              <p class="small legend">
                <span class="phrase met">
                  符合
                  <span class="mark" aria-hidden="true">
                    ✓
                  </span>
                </span>{' '}
                <span class="phrase not-met">
                  不符合
                  <span class="mark" aria-hidden="true">
                    ✕
                  </span>
                </span>{' '}
                <span class="phrase unknown">
                  还没有定
                  <span class="mark" aria-hidden="true">
                    ?
                  </span>
                </span>{' '}
                <span class="phrase confirm">
                  有两种读法
                  <span class="mark" aria-hidden="true">
                    待核实
                  </span>
                </span>
              </p>
            )}
            {levels.map((level) => (
              <Clauses key={level} level={result[level]} fresh={fresh} onAsk={revise} />
            ))}
          </>
        )}
      </div>
    </div>
  );
}

/** The questions that have an answer, 不清楚 among them, in the order they are asked. */
const toldOf = (known: Known, { declined }: Answers): readonly Name[] =>
  questions.filter(
    (one) => applies(known, one) && (answerTo(known, one) !== undefined || declined.includes(one)),
  );
