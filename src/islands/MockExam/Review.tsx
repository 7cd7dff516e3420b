/** Every question of a sat paper: own answer against the key, the reason of every option, sources, time. */
import { useMemo } from 'preact/hooks';
import { typeNames } from '../../domain/exam/blueprint.ts';
import { saySpell, type Stride } from '../../domain/exam/pace.ts';
import { filterNames, filters, result, shows, type Filter } from '../../domain/exam/result.ts';
import { reasonNames, sayPoints, type Mark, type Score } from '../../domain/exam/score.ts';
import { itemStatistics } from '../../domain/exam/statistics.ts';
import { rootOf } from '../../domain/exam/template.ts';
import { $bank } from '../../stores/bank.ts';
import { $history, markOwn, type Sitting } from '../../stores/exam.ts';
import { Explained } from '../question/Explained.tsx';
import { Star } from '../question/Star.tsx';
import { Text } from '../question/Text.tsx';
import { useNow } from '../select.ts';

interface Props {
  sitting: Sitting;
  score: Score;
  strides: readonly Stride[];
  /** Which questions are shown. */
  filter: Filter;
  onFilter: (filter: Filter) => void;
  /** Prints the result with the questions shown; absent where nothing can be printed. */
  onPrint: (() => void) | undefined;
}

/** How a question went, in one sign; the name says the same. */
function signOf({ points, max, reason }: Mark): readonly [sign: string, look: string] {
  if (reason === 'unmarked') return ['?', 'is-part'];
  if (points === max) return ['✓', 'is-right'];
  return points > 0 ? ['◐', 'is-part'] : [reason === 'blank' ? '–' : '✕', 'is-wrong'];
}

export function Review({ sitting, score, strides, filter, onFilter, onPrint }: Props) {
  const { sheet, state, hold } = sitting;
  const bank = useNow($bank);
  const history = useNow($history);
  /** How the same questions went in other papers kept here. */
  const before = useMemo(
    () =>
      bank.kind === 'ready' && history.kind === 'ready'
        ? itemStatistics(
            history.kept
              .filter(
                ({ record, state }) =>
                  record.sheet.id !== sheet.id &&
                  record.deletedAt === undefined &&
                  state.endedAt !== undefined,
              )
              .map((kept) => ({
                sheet: kept.record.sheet,
                score: result(kept.record.sheet, kept.state, bank.byId),
              })),
          )
        : undefined,
    [bank, history, sheet.id],
  );
  if (bank.kind !== 'ready') return null;
  const all = sheet.questions.map((question, index) => ({ question, index, mark: score.marks[index] }));
  const under = (one: Filter) =>
    all.filter(
      ({ question, mark }) =>
        mark && shows(one, mark, state.flags.has(question.item), question.type === 'short'),
    );
  const shown = under(filter);
  const go = (place: number): void => {
    if (!shown.some(({ index }) => index === place)) onFilter('all');
    // Once it is painted; and once more, since what lies above takes its true height only then.
    requestAnimationFrame(() => {
      const there = (): void => {
        document.getElementById(`question-${place + 1}`)?.scrollIntoView();
      };
      there();
      requestAnimationFrame(() => {
        there();
        document.getElementById(`question-${place + 1}`)?.focus({ preventScroll: true });
      });
    });
  };
  return (
    <section class="exam-review">
      <h2 id="review">逐题看</h2>
      <div class="exam-filters" role="group" aria-label="只看">
        {filters.map((one) => (
          <button
            key={one}
            class="btn quiet num"
            type="button"
            aria-pressed={filter === one}
            onClick={() => {
              onFilter(one);
            }}
          >
            {filterNames[one]} {under(one).length}
          </button>
        ))}
        {onPrint && (
          <button
            class="btn quiet num exam-print"
            type="button"
            disabled={shown.length === 0}
            onClick={onPrint}
          >
            打印成绩和这 {shown.length} 题
          </button>
        )}
      </div>
      <ol class="exam-jump num no-print" aria-label="按题号看">
        {all.map(({ question, index, mark }) => {
          const [sign, look] = mark ? signOf(mark) : ['', ''];
          return (
            <li key={question.item}>
              <a
                class={look}
                href={`#question-${index + 1}`}
                aria-label={`第 ${index + 1} 题，${mark ? reasonNames[mark.reason] : ''}`}
                onClick={(event) => {
                  event.preventDefault();
                  go(index);
                }}
              >
                {index + 1}
                <i aria-hidden="true">{sign}</i>
              </a>
            </li>
          );
        })}
      </ol>
      {shown.length === 0 && <p>没有这一类的题。</p>}
      <ol class="exam-answers">
        {shown.map(({ question, index, mark }) => {
          const item = bank.byId.get(question.item);
          const stride = strides[index];
          const met = before?.get(rootOf(question.item));
          return (
            <li key={question.item} id={`question-${index + 1}`} tabIndex={-1}>
              <p class="exam-meta num">
                <b>第 {index + 1} 题</b>
                <span>{typeNames[question.type]}</span>
                {mark && (
                  <span
                    class={`verdict ${mark.points === mark.max ? 'ok' : mark.points > 0 || mark.reason === 'unmarked' ? 'ask' : 'bad'}`}
                  >
                    {reasonNames[mark.reason]}　{sayPoints(mark.points)} / {sayPoints(mark.max)} 分
                  </span>
                )}
                {state.flags.has(question.item) && <span class="verdict ask">◥ 标记</span>}
                {stride && stride.spent > 0 && <span>用时 {saySpell(stride.spent)}</span>}
                {met && (
                  <span>
                    在别的试卷里遇到过 {met.n} 次，满分 {met.full} 次
                  </span>
                )}
                <Star item={question.item} />
              </p>
              {item ? (
                <>
                  <h3>
                    <Text>{item.stem}</Text>
                  </h3>
                  <Explained
                    item={item}
                    order={question.order}
                    response={state.responses.get(question.item)}
                    documents={bank.documents}
                    own={state.own.get(question.item)}
                    onOwn={
                      hold === 'here'
                        ? (lines) => {
                            markOwn(question.item, lines);
                          }
                        : undefined
                    }
                  />
                </>
              ) : (
                <p>这道题已从题库撤下，不计分。</p>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
