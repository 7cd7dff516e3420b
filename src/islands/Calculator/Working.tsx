/** The working line by line, and what was worked with. */
import { Fragment } from 'preact';
import {
  measured,
  pieces,
  type Factor,
  type Used,
  type Working as Worked,
} from '../../domain/carbon/calculator.ts';
import { Text } from '../question/Text.tsx';

interface Props {
  working: Worked;
  used: readonly Used[];
}

/** Years and use of a number of the register, with its fact and grade: never parted over two lines. */
export const sayOrigin = ({ scope, fact, grade }: Factor) => (
  <>
    {scope}
    <span class="calc-fact">
      （{fact}，{grade} 级）
    </span>
  </>
);

/** A chain of figures may go on the next line after a sign. */
const breaking = (figures: string) =>
  figures.match(/[^×＋−÷/]*[×＋−÷/]|[^×＋−÷/]+/g)?.map((piece, place) => (
    <Fragment key={place}>
      <Text>{piece}</Text>
      <wbr />
    </Fragment>
  ));

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
          <b>
            <Text>{step.what}</Text>
          </b>
          {pieces(step).map((piece, at, all) => (
            <span key={at} class={at === all.length - 1 ? 'calc-value' : ''}>
              {at === all.length - 1 ? <Text>{piece}</Text> : breaking(piece)}
            </span>
          ))}
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
            <Text>{measured(one.text, one.unit)}</Text>
          </span>
          {one.offered && <small>{one.factor ? sayOrigin(one.factor) : '自己填的，不是本站收录的'}</small>}
        </li>
      ))}
    </ul>
  </>
);
