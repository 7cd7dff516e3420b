/** Where the points came from: by section with a bar each, by difficulty, by what was asked of the mind. */
import type { ComponentChildren } from 'preact';
import { cognitiveNames, difficultyNames } from '../../domain/exam/blueprint.ts';
import { cognitiveLevels } from '../../domain/exam/question.ts';
import { perMille } from '../../domain/exam/pace.ts';
import { sayPoints, type Score, type Tally } from '../../domain/exam/score.ts';
import { sections, sectionTitles } from '../../domain/notice.ts';
import { sectionRoute } from '../../routes.ts';

interface Row {
  readonly key: string;
  readonly head: ComponentChildren;
  readonly tally: Tally | undefined;
}

export function Tables({ score }: { score: Score }) {
  const pass = perMille(60, 100);
  return (
    <div class="cols exam-tables">
      <Table
        title="各章节"
        caption="横条是得分率，竖线是六成；点章节名看大纲"
        pass={pass}
        rows={sections.map((section) => ({
          key: section,
          head: <a href={sectionRoute(section)}>{`${section} ${sectionTitles[section]}`}</a>,
          tally: score.bySection.get(section),
        }))}
      />
      <div>
        <Table
          title="各难度"
          caption="难度由本站标注"
          pass={pass}
          rows={([1, 2, 3] as const).map((difficulty) => ({
            key: String(difficulty),
            head: difficultyNames[difficulty],
            tally: score.byDifficulty.get(difficulty),
          }))}
        />
        <Table
          title="各认知层次"
          caption="识记是记得住，理解是说得清，应用是算得出、用得上，分析是找得出问题"
          pass={pass}
          rows={cognitiveLevels.map((level) => ({
            key: level,
            head: cognitiveNames[level],
            tally: score.byCognitive.get(level),
          }))}
        />
      </div>
    </div>
  );
}

interface TableProps {
  title: string;
  caption: string;
  /** Per mille. */
  pass: number;
  rows: readonly Row[];
}

const Table = ({ title, caption, pass, rows }: TableProps) => (
  <section>
    <h2>{title}</h2>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{title.slice(1)}</th>
          <th scope="col" class="exam-wide">
            题数
          </th>
          <th scope="col" class="exam-wide">
            满分题
          </th>
          <th scope="col">得分</th>
          <th scope="col" class="exam-rate">
            得分率
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(
          ({ key, head, tally }) =>
            tally && (
              <tr key={key}>
                <th scope="row">{head}</th>
                <td class="num exam-wide">{tally.count}</td>
                <td class="num exam-wide">{tally.right}</td>
                <td class="num">
                  {sayPoints(tally.points)} / {sayPoints(tally.max - tally.open)}
                  {tally.open > 0 && <small>另 {sayPoints(tally.open)} 待评</small>}
                </td>
                <td class="num exam-rate">
                  {tally.open < tally.max && (
                    <span class="exam-share-of">
                      <Bar share={perMille(tally.points, tally.max - tally.open)} pass={pass} />
                      <b>{Math.round(perMille(tally.points, tally.max - tally.open) / 10)}%</b>
                    </span>
                  )}
                </td>
              </tr>
            ),
        )}
      </tbody>
    </table>
  </section>
);

/** The number beside it says the same. */
const Bar = ({ share, pass }: { share: number; pass: number }) => (
  <svg class="exam-strip" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">
    <rect class="is-ground" width="1000" height="20" />
    <rect class={share >= pass ? 'is-pass' : 'is-short'} width={share} height="20" />
    <path class="is-line" d={`M${pass} 0V20`} />
  </svg>
);
