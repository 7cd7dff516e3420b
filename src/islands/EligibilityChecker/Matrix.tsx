/** Three levels side by side, clause by clause: how each stands, and the way to the question or to the reasons. */
import { questions, type Question } from '../../domain/eligibility/ask.ts';
import type { Assessment, ClauseResult } from '../../domain/eligibility/assess.ts';
import { sayMonths } from '../../domain/eligibility/duration.ts';
import { asked, nameClause, sayClause } from '../../domain/eligibility/explain.ts';
import { levelNames, levels } from '../../domain/notice.ts';
import { marks } from './Phrases.tsx';

interface Props {
  readonly result: Assessment;
  readonly onAsk: (question: Question) => void;
}

export function Matrix({ result, onAsk }: Props) {
  const rows = Math.max(...levels.map((level) => result[level].clauses.length));
  return (
    <table class="matrix">
      <caption class="visually-hidden">三个级别的每一条各是什么情况</caption>
      <thead>
        <tr>
          <th scope="col">条</th>
          {levels.map((level) => (
            <th scope="col" key={level}>
              {levelNames[level].short}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            <th scope="row" class="num">
              ({row + 1})
            </th>
            {levels.map((level) => {
              const clause = result[level].clauses[row];
              return (
                <td key={level} class={clause?.verdict}>
                  {clause === undefined ? (
                    <span class="none" aria-hidden="true">
                      —
                    </span>
                  ) : (
                    <Cell clause={clause} onAsk={onAsk} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const shown = { met: marks.met, 'not-met': marks['not-met'], unknown: marks.unknown, confirm: '!' } as const;

function Cell({ clause, onAsk }: { readonly clause: ClauseResult; readonly onAsk: Props['onAsk'] }) {
  const missing = clause.missing.flatMap((one) => (one.kind === 'answer' ? one.questions : []));
  const open = questions.find((one) => missing.includes(one));
  const name = nameClause(clause.id);
  const state = sayClause[clause.verdict];
  const [only, more] = clause.missing;
  const lack = only?.kind === 'months' && more === undefined ? `差 ${sayMonths(only.lack)}` : undefined;
  const mark = <span aria-hidden="true">{shown[clause.verdict]}</span>;
  return open !== undefined && clause.verdict === 'unknown' ? (
    <button
      type="button"
      aria-label={`${name}${state}：回答“${asked[open].short}”`}
      onClick={() => {
        onAsk(open);
      }}
    >
      {mark} {state}
    </button>
  ) : (
    <button
      type="button"
      aria-label={`${name}${state}${lack === undefined ? '' : `，${lack}`}：看理由`}
      onClick={() => {
        const line = document.getElementById(`why-${clause.id}`);
        // The level's clauses may be folded away.
        line?.closest('details')?.setAttribute('open', '');
        line?.scrollIntoView({ block: 'center' });
        line?.focus({ preventScroll: true });
      }}
    >
      {mark} {lack ?? state}
    </button>
  );
}
