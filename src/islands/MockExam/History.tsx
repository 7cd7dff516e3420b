/** Papers sat before: their course, and each with its score, to be looked at, sat again, passed on or deleted. */
import { useMemo, useState } from 'preact/hooks';
import { sayDuration, timeUsed } from '../../domain/exam/attempt.ts';
import { result } from '../../domain/exam/result.ts';
import { regrade, withdrawn } from '../../domain/exam/review.ts';
import { sayPoints, type Score } from '../../domain/exam/score.ts';
import { levelNames, levels, type Level } from '../../domain/notice.ts';
import { $bank } from '../../stores/bank.ts';
import { reopenAttempt } from '../../stores/exam.ts';
import type { Kept } from '../../stores/vault.ts';
import { Share } from './Share.tsx';
import { sayDay, sayFactor, sayKind, sayMoment, sayTime } from './words.ts';
import { useNow } from '../select.ts';

interface Props {
  ended: readonly Kept[];
  deleted: readonly Kept[];
  onRemove: (id: string, away: boolean) => void;
  /** The same paper again. */
  onAgain: (number: string) => void;
}

/** Papers listed before all are asked for. */
const atFirst = 10;

const Verdict = ({ score: { verdict } }: { score: Score }) =>
  verdict === 'open' ? null : (
    <span class={`verdict ${verdict === 'failed' ? 'bad' : 'ok'}`}>
      {verdict === 'failed' ? '未及格' : '✓ 及格'}
    </span>
  );

export function History({ ended, deleted, onRemove, onAgain }: Props) {
  const bank = useNow($bank);
  const graded = useMemo(
    () =>
      new Map(
        bank.kind === 'ready'
          ? ended.map(({ record: { sheet }, state }) => [
              sheet.id,
              { score: result(sheet, state, bank.byId), again: regrade(sheet, state, bank.byId) },
            ])
          : [],
      ),
    [bank, ended],
  );
  const [whole, setWhole] = useState(false);
  if (ended.length === 0 && deleted.length === 0) return null;
  const rows = [...ended, ...deleted.filter(({ state }) => state.endedAt === undefined)];
  const shown = whole ? rows : rows.slice(0, atFirst);
  return (
    <section class="exam-history">
      <h2>做过的试卷</h2>
      <Course
        papers={ended
          .filter(({ record }) => record.deletedAt === undefined)
          .flatMap(({ record: { sheet, madeAt } }) => {
            const score = graded.get(sheet.id)?.score;
            return score ? [{ id: sheet.id, level: sheet.level, madeAt, score }] : [];
          })
          .reverse()}
      />
      <ul class="ledger exam-past">
        {shown.map(({ record, state }) => {
          const { sheet } = record;
          const { score, again } = graded.get(sheet.id) ?? {};
          const gone = record.deletedAt !== undefined;
          return (
            <li key={sheet.id} data-paper={sheet.id}>
              <div>
                <b>{levelNames[sheet.level].short}</b>
                <span class="num"> {sayMoment(record.madeAt)}</span>
                <span class="num small exam-under">
                  {sayKind(sheet)}
                  {!sheet.byHand &&
                    `${sheet.factor === 1 ? '' : `·${sayFactor(sheet.factor, sheet.minutes)}`}·用时 ${sayDuration(timeUsed(sheet, state, state.endedAt ?? 0))}`}
                  　<span class="exam-whole">卷号 {sheet.number}</span>
                </span>
                {state.phase === 'expired' && state.endedAt !== undefined && (
                  <span class="num small exam-under">时间到，{sayTime(state.endedAt)} 自动交卷</span>
                )}
              </div>
              {gone ? (
                <span class="small">已删除，离开本页后不能恢复</span>
              ) : (
                <span class="num exam-past-score">
                  {score && (
                    <>
                      <b>{sayPoints(score.total)} 分</b> <Verdict score={score} />
                    </>
                  )}
                  {again && again.from !== again.to && (
                    <span class="small exam-under">
                      复核后 {sayPoints(again.from)}→{sayPoints(again.to)}
                    </span>
                  )}
                  {score && score.unmarked > 0 && (
                    <span class="small exam-under">暂定，{score.unmarked} 道简答待自评</span>
                  )}
                  {score && withdrawn(score).length > 0 && (
                    <span class="small exam-under">{withdrawn(score).length} 题已从题库撤下</span>
                  )}
                </span>
              )}
              <span class="exam-past-acts">
                {gone ? (
                  <button
                    class="btn quiet"
                    type="button"
                    onClick={() => {
                      onRemove(sheet.id, false);
                    }}
                  >
                    撤销删除
                  </button>
                ) : (
                  <>
                    <button
                      class="btn quiet"
                      type="button"
                      aria-label={`查看卷号 ${sheet.number}`}
                      onClick={() => {
                        void reopenAttempt(sheet.id);
                      }}
                    >
                      查看
                    </button>
                    <button
                      class="btn quiet"
                      type="button"
                      aria-label={`再做一遍卷号 ${sheet.number}`}
                      onClick={() => {
                        onAgain(sheet.number);
                      }}
                    >
                      再做一遍
                    </button>
                    <button
                      class="btn quiet"
                      type="button"
                      aria-label={`删除卷号 ${sheet.number}`}
                      onClick={() => {
                        onRemove(sheet.id, true);
                      }}
                    >
                      删除
                    </button>
                    <Share number={sheet.number} />
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {rows.length > shown.length && (
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              setWhole(true);
              // The pressed button goes: focus goes on to the first paper it brought.
              const first = rows[atFirst]?.record.sheet.id ?? '';
              requestAnimationFrame(() => {
                document.querySelector<HTMLElement>(`[data-paper="${first}"] button`)?.focus();
              });
            }}
          >
            看全部 {rows.length} 份
          </button>
        </div>
      )}
    </section>
  );
}

interface Point {
  readonly id: string;
  readonly level: Level;
  readonly madeAt: number;
  readonly score: Score;
}

/** The chart's own measures; it is scaled as a whole, so its texts stay in proportion. */
const [wide, high, left, top, bottom] = [480, 190, 42, 24, 28];

/** How far from a point its number stands: above it, and below where the line of the pass mark would strike it. */
const beside = (y: number, pass: number): number => (pass > y - 30 && pass < y - 5 ? 23 : -11);

/** The scores in the order of sitting, each level with its own shape; the list below has the numbers. */
function Course({ papers }: { papers: readonly Point[] }) {
  if (papers.length < 2) return null;
  const step = (wide - left - 24) / (papers.length - 1);
  const at = papers.map((paper, place) => ({
    ...paper,
    x: left + 8 + step * place,
    y: top + (high - top - bottom) * (1 - paper.score.total / Math.max(1, paper.score.max)),
  }));
  const y = (share: number): number => top + (high - top - bottom) * (1 - share);
  const used = levels.filter((level) => papers.some((paper) => paper.level === level));
  return (
    <figure class="exam-course">
      <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-labelledby="course-title">
        <title id="course-title">
          {`${papers.length} 份试卷的得分，从早到晚：${papers.map((paper) => sayPoints(paper.score.total)).join('、')} 分；60 分及格`}
        </title>
        {[0, 0.6, 1].map((share) => (
          <g key={share}>
            <path class={share === 0.6 ? 'is-line' : 'is-rule'} d={`M${left} ${y(share)}H${wide}`} />
            <text x={left - 6} y={y(share) + 5} text-anchor="end">
              {share * 100}
            </text>
          </g>
        ))}
        {used.map((level) => (
          <polyline
            key={level}
            class="is-course"
            points={at
              .filter((paper) => paper.level === level)
              .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
              .join(' ')}
          />
        ))}
        {at.map((paper) => (
          <path
            key={paper.id}
            class={`is-point${paper.score.unmarked > 0 ? ' is-open' : ''}`}
            d={shapeOf(paper.level, paper.x, paper.y)}
          />
        ))}
        {at.length <= 10 &&
          at.map((paper, place) => (
            <text
              key={paper.id}
              x={paper.x}
              y={paper.y + beside(paper.y, y(0.6))}
              text-anchor={place === 0 ? 'start' : place === at.length - 1 ? 'end' : 'middle'}
            >
              {sayPoints(paper.score.total)}
            </text>
          ))}
        <text x={left} y={high - 6}>
          {sayDay(papers[0]?.madeAt ?? 0)}
        </text>
        <text x={wide} y={high - 6} text-anchor="end">
          {sayDay(papers.at(-1)?.madeAt ?? 0)}
        </text>
      </svg>
      <figcaption class="small">
        得分（分），从早到晚；粗线是 60 分。
        {used.map((level) => `${shapeNames[level]}\u00a0${levelNames[level].short}`).join('　')}
        {papers.some(({ score }) => score.unmarked > 0) && '；空心的还有简答待自评'}
        。数字见下面的列表。
      </figcaption>
    </figure>
  );
}

const shapeNames = { junior: '●', intermediate: '■', senior: '▲' } as const satisfies Record<Level, string>;

function shapeOf(level: Level, x: number, y: number): string {
  switch (level) {
    case 'junior':
      return `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z`;
    case 'intermediate':
      return `M${x - 5.5} ${y - 5.5}h11v11h-11Z`;
    case 'senior':
      return `M${x} ${y - 7}l7 12h-14Z`;
    default:
      return level satisfies never;
  }
}
