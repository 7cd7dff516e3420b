/** How the time went: a column a question, as wide as its points, as high as its time against the time they are worth. */
import type { Sheet } from '../../domain/exam/attempt.ts';
import { shortTypeNames } from '../../domain/exam/blueprint.ts';
import { parts, perMille, saySpell, type Stride } from '../../domain/exam/pace.ts';
import { reasonNames, sayPoints, type Score } from '../../domain/exam/score.ts';
import { Head } from '../Head.tsx';

interface Props {
  sheet: Sheet;
  strides: readonly Stride[];
  score: Score;
}

/** Columns end at so many times the fair share; above that they carry a mark. */
const tallest = 3;
const height = 180;
const one = height / tallest;

/** What a look of a column means: both schemes and paper have colours of their own. */
const Swatch = ({ look }: { look: string }) => (
  <svg class="exam-swatch" viewBox="0 0 10 10" aria-hidden="true">
    <rect class={look} width="10" height="10" />
  </svg>
);

export function Pace({ sheet, strides, score }: Props) {
  if (strides.length === 0) return null;
  const whole = strides.reduce((sum, stride) => sum + stride.fair, 0);
  const rows = parts(sheet, score, strides);
  let from = 0;
  const columns = strides.map((stride, place) => {
    const width = perMille(stride.fair, whole);
    const x = from;
    from += width;
    const high = Math.min(height, stride.fair > 0 ? (one * stride.spent) / stride.fair : 0);
    const mark = score.marks[place];
    return { ...stride, place, mark, x, width, high, over: stride.spent > tallest * stride.fair };
  });
  const spent = strides.reduce((sum, stride) => sum + stride.spent, 0);
  const slow = columns.filter((column) => column.spent > 2 * column.fair);
  return (
    <section class="exam-pace">
      <h2>时间花在哪里</h2>
      <p>
        题目在屏幕上的时间共 {saySpell(spent)}。
        {slow.length > 0
          ? `有 ${slow.length} 题用时超过分值应占时间的两倍：第 ${slow.map((column) => column.place + 1).join('、')} 题。`
          : '没有一题超过分值应占时间的两倍。'}
      </p>
      <figure>
        <svg
          viewBox={`0 0 1000 ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-labelledby="pace-title"
        >
          <title id="pace-title">每题用时与分值应占时间之比，题号从左到右；数字见下面的表</title>
          <rect class="is-ground" width="1000" height={height} />
          {columns.map((column) => (
            <g key={column.item}>
              <title>{`第 ${column.place + 1} 题：${saySpell(column.spent)}`}</title>
              <rect
                class={column.mark && column.mark.points === column.mark.max ? 'is-pass' : 'is-short'}
                x={column.x + 1}
                y={height - column.high}
                width={Math.max(1, column.width - 2)}
                height={column.high}
              />
              {column.over && (
                <rect class="is-over" x={column.x + 1} y="0" width={column.width - 2} height="6" />
              )}
            </g>
          ))}
          <path class="is-line" d={`M0 ${height - one}H1000`} />
          {rows.slice(1).map(({ type, from: first }) => (
            <path class="is-part" key={type} d={`M${columns[first - 1]?.x ?? 0} 0V${height}`} />
          ))}
        </svg>
        <p class="exam-pace-parts small num" aria-hidden="true">
          {rows.map(({ type, from: first, to, fair }) => (
            <span key={type} ref={(label) => label?.style.setProperty('flex', `${fair} 1 0`)}>
              {first}–{to}
              <i> {shortTypeNames[type]}</i>
            </span>
          ))}
        </p>
        <figcaption class="small">
          每列一题，宽按分值；高是用时，横线是按分值应占的时间（每分{' '}
          {saySpell(whole / Math.max(1, score.max / 100))}
          ），到顶是三倍，超出的顶上加一道。
          <Swatch look="is-pass" /> 满分的题　
          <Swatch look="is-short" /> 没有满分的题
        </figcaption>
      </figure>
      <table>
        <Head names={['题型', '用时', '应占', '得分']} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.type}>
              <th scope="row">{shortTypeNames[row.type]}</th>
              <td class="num">{saySpell(row.spent)}</td>
              <td class="num">{saySpell(row.fair)}</td>
              <td class="num">
                {sayPoints(row.points)} / {sayPoints(row.max - row.open)}
                {row.open > 0 && <small>另 {sayPoints(row.open)} 待评</small>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <details>
        <summary>每题用时的表</summary>
        <table>
          <Head names={['题号', '用时', '应占', '结果']} />
          <tbody>
            {columns.map((column) => (
              <tr key={column.item}>
                <th scope="row" class="num">
                  {column.place + 1}
                </th>
                <td class="num">{saySpell(column.spent)}</td>
                <td class="num">{saySpell(column.fair)}</td>
                <td>
                  {column.mark && `${reasonNames[column.mark.reason]} ${sayPoints(column.mark.points)} 分`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
