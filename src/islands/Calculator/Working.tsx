/** The working line by line, and what was worked with. */
import type { Used, Working as Worked } from '../../domain/carbon/calculator.ts';
import { Text } from '../question/Text.tsx';

interface Props {
  working: Worked;
  used: readonly Used[];
}

export const Working = ({ working, used }: Props) => (
  <>
    {working.notes.map((note) => (
      <p key={note} class="small">
        {note}
      </p>
    ))}
    <h3>算法</h3>
    <ol class="calc-steps num">
      {working.steps.map((step, place) => (
        <li key={place}>
          <b>{step.what}</b>
          {step.symbols !== step.figures && (
            <span>
              ＝<Text>{step.symbols}</Text>
            </span>
          )}
          <span>＝{step.figures}</span>
          <span class="calc-value">
            ＝{step.value} <Text>{step.unit}</Text>
          </span>
        </li>
      ))}
    </ol>
    <h3>用到的数</h3>
    <ul class="ledger calc-used">
      {used.map((one) => (
        <li key={one.name}>
          <span>
            <Text>{one.label}</Text>
          </span>
          <span class="num">
            {one.text} <Text>{one.unit}</Text>
          </span>
          <small>
            {one.factor ? `${one.factor.scope}（${one.factor.fact}，${one.factor.grade} 级）` : '自己填的'}
          </small>
        </li>
      ))}
    </ul>
  </>
);
