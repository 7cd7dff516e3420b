/** The answer sheet: every question's number with its state, never by colour alone. Each number watches for itself. */
import { partOrder, typeNames } from '../../domain/exam/blueprint.ts';
import type { Sheet } from '../../domain/exam/attempt.ts';
import { $sitting, type Sitting } from '../../stores/exam.ts';
import { useSelected } from '../select.ts';

interface Props {
  sheet: Sheet;
  onGo: (index: number) => void;
}

const numerals = ['一', '二', '三'] as const;

export function Panel({ sheet, onGo }: Props) {
  const numbered = sheet.questions.map((question, index) => ({ question, index }));
  return (
    <nav class="exam-panel" aria-label="题号">
      <Tally />
      {partOrder.map((type, place) => {
        const part = numbered.filter(({ question }) => question.type === type);
        const points = part[0]?.question.points ?? 0;
        return (
          <section key={type}>
            <h2 class="num">
              {numerals[place]}、{typeNames[type]}　{part.length} × {points} 分
            </h2>
            <ol>
              {part.map(({ question: { item }, index }) => (
                <li key={item}>
                  <Cell item={item} index={index} onGo={onGo} />
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      <ul class="exam-legend small" aria-hidden="true">
        <li>
          <i /> 未答
        </li>
        <li>
          <i class="is-done" /> 已答
        </li>
        <li>
          <i class="is-current" /> 当前
        </li>
        <li>
          <i class="is-flagged" /> 标记
        </li>
      </ul>
    </nav>
  );
}

/** Answered questions by the state at hand; each response of a paper is one of its questions. */
export const answeredOf = (sitting: Sitting | undefined): number => sitting?.state.responses.size ?? 0;

function Tally() {
  const answered = useSelected($sitting, answeredOf);
  const flagged = useSelected($sitting, (sitting) => sitting?.state.flags.size ?? 0);
  const all = useSelected($sitting, (sitting) => sitting?.sheet.questions.length ?? 0);
  return (
    <p class="num">
      已答 {answered} / {all}　标记 {flagged}
    </p>
  );
}

function Cell({ item, index, onGo }: { item: string; index: number; onGo: Props['onGo'] }) {
  // One bit each, so that one look tells whether this number changed.
  const bits = useSelected($sitting, (sitting) =>
    sitting
      ? (sitting.state.responses.has(item) ? 1 : 0) +
        (sitting.state.flags.has(item) ? 2 : 0) +
        (sitting.state.current === item ? 4 : 0)
      : 0,
  );
  const [done, marked, current] = [(bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0];
  return (
    <button
      type="button"
      class={`num${done ? ' is-done' : ''}${marked ? ' is-flagged' : ''}${current ? ' is-current' : ''}`}
      aria-current={current ? 'true' : undefined}
      aria-label={`第 ${index + 1} 题，${done ? '已答' : '未答'}${marked ? '，已标记' : ''}`}
      onClick={() => {
        onGo(index);
      }}
    >
      {index + 1}
    </button>
  );
}
