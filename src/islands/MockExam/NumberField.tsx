/** The field for a 卷号 on the pages beside the exam room: what it names is said below it at once. */
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { isPaper, type Paper, type PaperProblem } from '../../domain/exam/paper.ts';
import { levelNames } from '../../domain/notice.ts';
import { sayProblem } from './words.ts';

interface Props {
  number: string;
  found: Paper | PaperProblem | undefined;
  blueprints: readonly Blueprint[];
  onNumber: (number: string) => void;
  hint: string;
}

export function NumberField({ number, found, blueprints, onNumber, hint }: Props) {
  const problem = found && !isPaper(found) ? sayProblem(found) : '';
  const paper = found && isPaper(found) ? found : undefined;
  const blueprint = blueprints.find((one) => one.id === paper?.blueprint);
  return (
    <div class="field exam-number">
      <label htmlFor="exam-number">卷号</label>
      <input
        id="exam-number"
        class="num"
        value={number}
        maxLength={40}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        aria-describedby="exam-number-said"
        aria-invalid={problem !== ''}
        onInput={(event) => {
          onNumber(event.currentTarget.value);
        }}
      />
      {problem === '' ? (
        <p class="hint" id="exam-number-said" role="status">
          {paper && blueprint ? `${levelNames[blueprint.level].full}，${paper.questions.length} 题。` : hint}
        </p>
      ) : (
        <p class="err" id="exam-number-said" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
