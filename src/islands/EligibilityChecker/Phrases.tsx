/** The notice's own clause, each phrase marked met, not met, open or to be confirmed; never by colour alone. */
import type { ClauseResult, ClauseVerdict } from '../../domain/eligibility/assess.ts';
import { wordingParts } from '../../domain/eligibility/assess.ts';
import { sayClause } from '../../domain/eligibility/explain.ts';

export const marks = { met: '✓', 'not-met': '✕', unknown: '?', confirm: '待核实' } as const satisfies Record<
  ClauseVerdict,
  string
>;

export function Phrases({ clause }: { readonly clause: ClauseResult }) {
  return (
    <>
      {wordingParts(clause).map(({ text, standing }) =>
        standing === null ? (
          text
        ) : (
          <span class={`phrase ${standing}`}>
            {text.slice(0, -1)}
            {/* The mark never stands alone on a line. */}
            <span class="tail">
              {text.slice(-1)}
              <span class="mark">
                <span aria-hidden="true">{marks[standing]}</span>
                <span class="visually-hidden">（{sayClause[standing]}）</span>
              </span>
            </span>
          </span>
        ),
      )}
    </>
  );
}
