/** Before a paper is handed in: what is answered, unanswered and flagged, each with a way there. */
import { counts } from '../../domain/exam/attempt.ts';
import { submit, type Sitting } from '../../stores/exam.ts';
import { Dialog } from './Dialog.tsx';

interface Props {
  sitting: Sitting;
  onGo: (item: string) => void;
  onBack: () => void;
}

export function HandIn({ sitting: { sheet, state }, onGo, onBack }: Props) {
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
