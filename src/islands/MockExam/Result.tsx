/** After a paper: the score and what it rests on, then every question with answer, reasons and sources. */
import { useStore } from '@nanostores/preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { sayDuration, timeUsed, type ClockNote } from '../../domain/exam/attempt.ts';
import { difficultyNames, typeNames } from '../../domain/exam/blueprint.ts';
import { filterNames, filters, result, revised, shows, type Filter } from '../../domain/exam/result.ts';
import { reasonNames, ruleTexts, sayPoints, type Score, type Tally } from '../../domain/exam/score.ts';
import { levelNames, sections, sectionTitles } from '../../domain/notice.ts';
import { practiceRoute, sectionRoute } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { $history, $saving, leave, markOwn, takeOver, type Sitting } from '../../stores/exam.ts';
import { noteExam } from '../../stores/learning.ts';
import { HandOver } from '../Class/HandOver.tsx';
import { Explained } from '../question/Explained.tsx';
import { Star } from '../question/Star.tsx';
import { Text } from '../question/Text.tsx';
import { LeapOffer } from './LeapOffer.tsx';
import { modeNames, sayFactor, sayMoment, sayTime } from './words.ts';

interface Props {
  sitting: Sitting;
  /** The bank did not come: fetch it again. */
  onRetry: () => void;
}

export function Result({ sitting, onRetry }: Props) {
  const { sheet, state, hold } = sitting;
  const bank = useStore($bank);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was wrong goes to 错题本, and again when short answers are marked.
  const own = state.own;
  useEffect(() => {
    if (bank.kind === 'ready') void noteExam(sheet, state, sitting.log, bank.byId);
  }, [bank.kind, sheet.id, own]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [bank.kind]);
  const back = (
    <button
      class="btn quiet"
      type="button"
      onClick={() => {
        void leave();
      }}
    >
      回到模拟考试
    </button>
  );
  if (bank.kind !== 'ready')
    return (
      <div class="wrap exam-result">
        <h1 tabIndex={-1} ref={heading}>
          成绩
        </h1>
        <NotKept />
        <p role="status">
          {bank.kind === 'failed'
            ? '题库没有下载下来，暂时不能评分；卷已交，答案都在。联网后按“再下载题库”就能看到成绩。'
            : '正在下载题库，马上评分…'}
        </p>
        <div class="acts">
          {bank.kind === 'failed' && (
            <button class="btn" type="button" onClick={onRetry}>
              再下载题库
            </button>
          )}
          {back}
        </div>
      </div>
    );
  const score = result(sheet, state, bank.byId);
  const changed = revised(sheet, bank.byId);
  return (
    <div class="wrap exam-result">
      <h1 tabIndex={-1} ref={heading}>
        成绩：{sayPoints(score.total)} 分
      </h1>
      <p class="exam-verdict">{sayVerdict(score, sheet.pass)}</p>
      {state.phase === 'expired' && state.endedAt !== undefined && (
        <p class="bar ask">时间到，{sayTime(state.endedAt)} 自动交卷；此前保存的答案都已计入。</p>
      )}
      <LeapOffer sitting={sitting} />
      {hold === 'elsewhere' && (
        <p class="bar ask">
          这份试卷在另一个标签页里打开着，这里不能自评。
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void takeOver();
            }}
          >
            在此继续
          </button>
        </p>
      )}
      <NotKept />
      <dl class="ledger num exam-score">
        <div>
          <dt>客观题</dt>
          <dd>
            {sayPoints(score.objective.points)} / {sayPoints(score.objective.max)} 分
          </dd>
        </div>
        <div>
          <dt>简答题</dt>
          <dd>
            {sayPoints(score.own.points)} / {sayPoints(score.own.max)} 分（自评）
            {score.unmarked > 0 && `，还有 ${score.unmarked} 道待自评`}
          </dd>
        </div>
        <div>
          <dt>计分区间</dt>
          <dd>
            {score.band[0] === score.band[1]
              ? `${sayPoints(score.band[0])} 分，两种算法一样`
              : `${sayPoints(score.band[0])}–${sayPoints(score.band[1])} 分`}
            <span class="small exam-under">
              低的按“{ruleTexts.all}”，高的按“{ruleTexts['half-each']}”；正式考试的多选计分办法没有公布。
            </span>
          </dd>
        </div>
        <div>
          <dt>用时</dt>
          <dd>
            {sayDuration(timeUsed(sheet, state, state.endedAt ?? 0))}，时限{' '}
            {sayFactor(sheet.factor, sheet.minutes)}
            {state.notes.map((note) => (
              <span class="small exam-under" key={`${note.kind}${note.at}`}>
                {sayNote(note)}
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>试卷</dt>
          <dd>
            {levelNames[sheet.level].full}·{modeNames[sheet.mode]}，卷号 {sheet.number}
            {state.startedAt !== undefined && `，${sayMoment(state.startedAt)}`}
          </dd>
        </div>
      </dl>
      {changed.length > 0 && (
        <p class="bar ask">
          交卷后题库改过其中 {changed.length} 道题（{changed.map((id) => placeOf(sitting, id)).join('、')}
          ），上面的成绩按改过的答案计算。
        </p>
      )}
      <div class="acts">
        {back}
        <a class="btn quiet" href={practiceRoute(weakest(score))}>
          练习失分最多的章节
        </a>
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            window.print();
          }}
        >
          打印成绩与解析
        </button>
      </div>
      <HandOver sheet={sheet} log={sitting.log} />
      <Tables score={score} />
      <Review sitting={sitting} score={score} />
    </div>
  );
}

function sayVerdict(score: Score, pass: number): string {
  switch (score.verdict) {
    case 'objective':
      return `及格。单靠单选、多选就到了 ${pass} 分。`;
    case 'with-own':
      return `及格，其中 ${sayPoints(score.own.points)} 分是简答题的自评分；客观题 ${sayPoints(score.objective.points)} 分。`;
    case 'open':
      return `还没有到 ${pass} 分，但有 ${score.unmarked} 道简答题没有自评：对照评分要点给自己打分后再看。`;
    case 'failed':
      return `没有及格，差 ${sayPoints(pass * 100 - score.total)} 分。${score.own.points > 0 ? `其中 ${sayPoints(score.own.points)} 分是简答题的自评分。` : ''}`;
    default:
      return score.verdict satisfies never;
  }
}

function sayNote({ kind, at, by }: ClockNote): string {
  switch (kind) {
    case 'set-back':
      return `${sayTime(at)} 设备时钟被拨回 ${sayDuration(by)}，剩余时间按拨回前的接着算。`;
    case 'leap':
      return `${sayTime(at)} 设备时钟一下子走了 ${sayDuration(by)}。`;
    case 'restored':
      return `${sayTime(at)} 补回了 ${sayDuration(by)}。`;
    case 'extended':
      return `${sayTime(at)} 时间用完后不限时接着答。`;
    default:
      return kind satisfies never;
  }
}

const placeOf = ({ sheet }: Sitting, id: string): string =>
  `第 ${sheet.questions.findIndex((question) => question.item === id) + 1} 题`;

/** The three sections that lost most points. */
const weakest = (score: Score) =>
  [...score.bySection]
    .sort(([, a], [, b]) => b.max - b.points - (a.max - a.points))
    .slice(0, 3)
    .map(([section]) => section);

function NotKept() {
  const saving = useStore($saving);
  const history = useStore($history);
  if (saving.kind === 'failing')
    return (
      <p class="bar bad" role="alert">
        最近的 {saving.count} 步还没有存进这台设备，正在重试；请不要关闭这个页面。
      </p>
    );
  if (history.kind === 'ready' && !history.durable)
    return <p class="bar ask">这个浏览器不能保存记录：离开这个页面，这份成绩就没有了。需要的话请先打印。</p>;
  return null;
}

const cells = ({ points, max, count, right }: Tally) => (
  <>
    <td class="num">{count}</td>
    <td class="num">{right}</td>
    <td class="num">
      {sayPoints(points)} / {sayPoints(max)}
    </td>
  </>
);

const Tables = ({ score }: { score: Score }) => (
  <div class="cols exam-tables">
    <section>
      <h2>各章节</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">章节</th>
              <th scope="col">题数</th>
              <th scope="col">满分题</th>
              <th scope="col">得分</th>
            </tr>
          </thead>
          <tbody>
            {sections.map((section) => {
              const tally = score.bySection.get(section);
              return (
                tally && (
                  <tr key={section}>
                    <th scope="row">
                      <a href={sectionRoute(section)}>
                        {section} {sectionTitles[section]}
                      </a>
                    </th>
                    {cells(tally)}
                  </tr>
                )
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
    <section>
      <h2>各难度</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">难度</th>
            <th scope="col">题数</th>
            <th scope="col">满分题</th>
            <th scope="col">得分</th>
          </tr>
        </thead>
        <tbody>
          {([1, 2, 3] as const).map((difficulty) => {
            const tally = score.byDifficulty.get(difficulty);
            return (
              tally && (
                <tr key={difficulty}>
                  <th scope="row">{difficultyNames[difficulty]}</th>
                  {cells(tally)}
                </tr>
              )
            );
          })}
        </tbody>
      </table>
    </section>
  </div>
);

function Review({ sitting, score }: { sitting: Sitting; score: Score }) {
  const { sheet, state, hold } = sitting;
  const bank = useStore($bank);
  const [filter, setFilter] = useState<Filter>('all');
  if (bank.kind !== 'ready') return null;
  const all = sheet.questions.map((question, index) => ({ question, index, mark: score.marks[index] }));
  const under = (one: Filter) =>
    all.filter(
      ({ question, mark }) =>
        mark && shows(one, mark, state.flags.has(question.item), question.type === 'short'),
    );
  const shown = under(filter);
  return (
    <section class="exam-review">
      <h2>逐题看</h2>
      <div class="exam-filters" role="group" aria-label="只看">
        {filters.map((one) => (
          <button
            key={one}
            class="btn quiet num"
            type="button"
            aria-pressed={filter === one}
            onClick={() => {
              setFilter(one);
            }}
          >
            {filterNames[one]} {under(one).length}
          </button>
        ))}
      </div>
      {shown.length === 0 && <p>没有这一类的题。</p>}
      <ol class="exam-answers">
        {shown.map(({ question, index, mark }) => {
          const item = bank.byId.get(question.item);
          return (
            <li key={question.item}>
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
