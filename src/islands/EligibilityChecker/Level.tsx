/** What one level comes to: the verdict in words, the clause that carries, what is missing, from when, what to ask. */
import { useState } from 'preact/hooks';
import { dating, type Question } from '../../domain/eligibility/ask.ts';
import type { ClauseResult, LevelResult, Reading } from '../../domain/eligibility/assess.ts';
import {
  ask,
  asked,
  explain,
  explainMissing,
  materials,
  nameClause,
  proofsFor,
  readings,
  sayClause,
  sayEarliest,
  sayLevel,
  saySteps,
  sayWhen,
} from '../../domain/eligibility/explain.ts';
import type { Way } from '../../domain/eligibility/ways.ts';
import { sayDays, type Sitting } from '../../domain/calendar.ts';
import { levelNames } from '../../domain/notice.ts';
import type { Answers } from '../../domain/eligibility/link.ts';
import { handOver } from '../../domain/registration/handed.ts';
import { clauseRoute, registerRoute, routes } from '../../routes.ts';
import { Phrases } from './Phrases.tsx';

export const tones = { eligible: 'ok', confirm: 'ask', 'not-eligible': 'bad', unknown: 'open' } as const;
export const signs = { eligible: '✓', confirm: '!', 'not-eligible': '✕', unknown: '?' } as const;

export function Verdict({ level }: { readonly level: LevelResult }) {
  return (
    <span class={`verdict ${tones[level.verdict]}`}>
      <span aria-hidden="true">{signs[level.verdict]} </span>
      {sayLevel[level.verdict]}
    </span>
  );
}

/** A clause in the notice's words, with its place in the notice. */
function Quote({ clause }: { readonly clause: ClauseResult }) {
  return (
    <blockquote class="quote">
      <p>
        <a href={clauseRoute(clause.id)}>{nameClause(clause.id)}</a> {clause.wording}
      </p>
    </blockquote>
  );
}

const otherReading = (sitting: Sitting | null): string =>
  sitting?.otherReading === undefined
    ? ''
    : `（这一期若按自然周数则为 ${sayDays([sitting.otherReading.saturday, sitting.otherReading.sunday])}，请核对当期通知。）`;

function Ask({ clause, reading }: { readonly clause: ClauseResult; readonly reading: Reading }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'by-hand'>('no');
  const text = ask(clause, reading);
  return (
    <div class="bar ask">
      <p>
        <strong>两种读法：{readings[reading].about}。</strong>
      </p>
      <ol>
        <li>{readings[reading].first}</li>
        <li>{readings[reading].second}</li>
      </ol>
      <p>通知没有写明，本站不替主办单位决定。可以把下面这段话发给主办或承办单位（联系方式见当期通知）：</p>
      <textarea readOnly rows={6} value={text} aria-label={`请教${nameClause(clause.id)}的话`} />
      <p class="no-print">
        <button
          type="button"
          class="btn quiet"
          onClick={(event) => {
            const box = event.currentTarget.closest('.bar')?.querySelector('textarea');
            const byHand = (): void => {
              box?.select();
              setCopied('by-hand');
            };
            // There is none on a page without https.
            if (!('clipboard' in navigator)) byHand();
            else
              navigator.clipboard.writeText(text).then(() => {
                setCopied('yes');
              }, byHand);
          }}
        >
          复制这段话
        </button>{' '}
        <span role="status" class="small">
          {copied === 'yes'
            ? '已复制。'
            : copied === 'by-hand'
              ? '浏览器不让复制，文字已选中，请长按或按 Ctrl+C。'
              : ''}
        </span>
      </p>
    </div>
  );
}

export function Outcome({
  level,
  answers,
  ways,
  day,
  onAsk,
}: {
  readonly level: LevelResult;
  readonly answers: Answers;
  /** Soonest first. */
  readonly ways: readonly Way[];
  readonly day: string;
  readonly onAsk: (question: Question) => void;
}) {
  const dated = dating(level);
  const name = levelNames[level.level].short;
  const carrying = level.clauses.find((clause) => clause.id === level.carriedBy);
  const either = level.clauses.filter((clause) => level.eitherBy.includes(clause.id));
  const open = level.clauses.filter((clause) => clause.verdict === 'confirm');
  return (
    <section
      class={`outcome ${tones[level.verdict]}`}
      id={`result-${level.level}`}
      tabIndex={-1}
      aria-labelledby={`name-${level.level}`}
    >
      <h3 id={`name-${level.level}`}>
        {levelNames[level.level].full}　<Verdict level={level} />
      </h3>
      {carrying && (
        <>
          <p>以 {day}为准，符合下面这一条；满足其中一条就够。</p>
          <Quote clause={carrying} />
        </>
      )}
      {either.length > 0 && (
        <>
          <p>以 {day}为准，没有回答的不论怎样答，下面几条总有一条符合：</p>
          {either.map((clause) => (
            <Quote key={clause.id} clause={clause} />
          ))}
        </>
      )}
      {level.verdict === 'confirm' && (
        <>
          <p>没有一条确定符合，但下面的条文可以有两种读法，要看主办单位怎样解释。</p>
          {open.map((clause) => (
            <div key={clause.id}>
              <Quote clause={clause} />
              {clause.readings.map((reading) => (
                <Ask key={reading} clause={clause} reading={reading} />
              ))}
            </div>
          ))}
          {open.length === 0 && <p class="small">还差的回答会决定是哪一条；逐条情况见下方对照。</p>}
        </>
      )}
      {level.verdict === 'unknown' && (
        <p>还缺几项回答，答案不同结论就不同；缺什么见下面的一览，点“？”就能回答。</p>
      )}
      {level.verdict === 'not-eligible' && (
        <p>
          以 {day}为准，{level.clauses.length} 条都不符合。
        </p>
      )}
      {ways.length > 0 && <Ways ways={ways} confirm={level.verdict === 'confirm'} />}
      {dated !== null && (
        <p>
          {level.earliest === null
            ? '这个结论不会变；想知道最早哪一天、哪一期可报，可以再答一项：'
            : '这个结论不会变；最早的日子也许还能提前，可以再答一项：'}
          <button
            type="button"
            class="link no-print"
            onClick={() => {
              onAsk(dated);
            }}
          >
            回答“{asked[dated].short}”
          </button>
        </p>
      )}
      {level.verdict === 'eligible' && (
        <>
          <div class="papers">
            <h4>要准备的材料</h4>
            {(carrying ? [carrying] : either).map((clause) => (
              <div key={clause.id}>
                <p>凭{nameClause(clause.id)}报考，要看得出：</p>
                <ul>
                  {proofsFor(clause).map((proof) => (
                    <li key={proof}>{proof}</li>
                  ))}
                </ul>
              </div>
            ))}
            <p>
              通知要求人人提交：{materials.join('、')}，以及其他证明材料。
              <a class="no-print" href={routes.materials}>
                看材料清单
              </a>
            </p>
          </div>
          <p class="acts">
            <a class="btn" href={registerRoute(handOver(level.level, level.carriedBy, answers))}>
              用这些回答填报名表（{name}）
            </a>
          </p>
        </>
      )}
    </section>
  );
}

/** How many ways stand open; a way with a date among the others is added to them. */
const few = 3;

/** The smallest sets of changes, soonest first. */
function Ways({ ways, confirm }: { readonly ways: readonly Way[]; readonly confirm: boolean }) {
  const dated = ways.find((one) => one.date !== null);
  const near = ways.slice(0, few);
  const first = dated === undefined || near.includes(dated) ? near : [...near, dated];
  const rest = ways.filter((one) => !first.includes(one));
  const list = (some: readonly Way[]) => (
    <ol class="ways">
      {some.map((way) => (
        <li key={`${way.clause} ${saySteps(way).join()}`}>
          {saySteps(way).join('，')}。
          <span class={way.date === null ? 'small' : 'when'}>
            {sayWhen(way)}
            {otherReading(way.sitting)}
          </span>
        </li>
      ))}
    </ol>
  );
  return (
    <div class="nearest">
      <h4>最近的路</h4>
      <p>{confirm ? '不等答复，下面任一种做到了就确定可以报' : '下面任一种做到了就可以报'}，快的在前：</p>
      {list(first)}
      {rest.length > 0 && (
        <details class="no-print">
          <summary>其余 {rest.length} 种，要更久</summary>
          {list(rest)}
        </details>
      )}
    </div>
  );
}

/** The notice's own clauses of a level, each phrase marked, with reasons below. */
export function Clauses({
  level,
  fresh,
  onAsk,
}: {
  readonly level: LevelResult;
  readonly fresh: boolean;
  readonly onAsk: (question: Question) => void;
}) {
  return (
    <details class="against" open>
      <summary>
        <h3>{levelNames[level.level].full}</h3>
      </summary>
      <ol class="clauses">
        {level.clauses.map((clause) => {
          const open = [
            ...new Set(clause.missing.flatMap((one) => (one.kind === 'answer' ? one.questions : []))),
          ];
          return (
            <li class="clause" key={clause.id} id={`why-${clause.id}`} tabIndex={-1}>
              <a class="no" href={clauseRoute(clause.id)} aria-label={nameClause(clause.id)}>
                {clauseNumber(clause)}
              </a>
              <div>
                <p class="words">
                  <Phrases clause={clause} />
                </p>
                {!fresh && (
                  <p class={`small standing ${clause.verdict}`}>
                    <b>{sayClause[clause.verdict]}</b>
                    {clause.verdict === 'met'
                      ? `：${clause.reasons.map((reason) => explain(reason)).join('；')}。`
                      : clause.missing.length > 0 &&
                        `：${clause.missing.map((one) => explainMissing(one)).join('；')}。`}
                    {clause.earliest !== null &&
                      clause.sitting !== null &&
                      sayEarliest(clause.earliest, clause.sitting, clause.assumes)}
                    {clause.verdict !== 'not-met' &&
                      open.map((question) => (
                        <button
                          key={question}
                          type="button"
                          class="link no-print"
                          onClick={() => {
                            onAsk(question);
                          }}
                        >
                          回答“{asked[question].short}”
                        </button>
                      ))}
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

const clauseNumber = (clause: ClauseResult): string => `(${clause.id.split('-')[1] ?? ''})、`;
