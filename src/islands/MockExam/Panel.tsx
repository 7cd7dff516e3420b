/** The answer sheet: every question's number with its state, never by colour alone. */
import { counts, type Sheet, type State } from '../../domain/exam/attempt.ts';
import { partOrder, typeNames } from '../../domain/exam/blueprint.ts';

interface Props {
  sheet: Sheet;
  state: State;
  onGo: (index: number) => void;
}

const numerals = ['一', '二', '三'] as const;

export function Panel({ sheet, state, onGo }: Props) {
  const { all, answered, flagged } = counts(sheet, state);
  const numbered = sheet.questions.map((question, index) => ({ question, index }));
  return (
    <nav class="exam-panel" aria-label="题号">
      <p class="num">
        已答 {answered.length} / {all}　标记 {flagged.length}
      </p>
      {partOrder.map((type, place) => {
        const part = numbered.filter(({ question }) => question.type === type);
        const points = part[0]?.question.points ?? 0;
        return (
          <section key={type}>
            <h2 class="num">
              {numerals[place]}、{typeNames[type]}　{part.length} × {points} 分
            </h2>
            <ol>
              {part.map(({ question: { item }, index }) => {
                const done = state.responses.has(item);
                const marked = state.flags.has(item);
                const current = state.current === item;
                return (
                  <li key={item}>
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
                  </li>
                );
              })}
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
