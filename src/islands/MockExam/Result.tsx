/** After a paper: the score and what it rests on, then every question with answer, reasons and sources. */
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sayDuration, timeUsed, type ClockNote } from '../../domain/exam/attempt.ts';
import { pace } from '../../domain/exam/pace.ts';
import { result, revised, type Filter } from '../../domain/exam/result.ts';
import { missed, regrade, weakest, withdrawn, type Regrade } from '../../domain/exam/review.ts';
import { ruleTexts, sayPoints, type Score } from '../../domain/exam/score.ts';
import { levelNames } from '../../domain/notice.ts';
import { itemsRoute, practiceRoute, printRoute, routes } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { $history, $saving, $sitting, leave, takeOver, type Sitting } from '../../stores/exam.ts';
import { noteExam } from '../../stores/learning.ts';
import { HandOver } from '../Class/HandOver.tsx';
import { LeapOffer } from './LeapOffer.tsx';
import { Pace } from './Pace.tsx';
import { Review } from './Review.tsx';
import { Share } from './Share.tsx';
import { Tables } from './Tables.tsx';
import { sayFactor, sayKind, sayMoment, sayTime } from './words.ts';
import { inWeChat } from '../in-wechat.ts';
import { useNow } from '../select.ts';

/** The start screen's list reckons with what the result needs: the two come together, after the room. */
export { History } from './History.tsx';

interface Props {
  /** The bank did not come: fetch it again. */
  onRetry: () => void;
  /** Where the way back leads, in words. */
  back?: string;
}

export function Result({ onRetry, back = '回到模拟考试' }: Props) {
  const sitting = useNow($sitting);
  const bank = useNow($bank);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, [bank.kind]);
  const leaving = (
    <button
      class="btn quiet"
      type="button"
      onClick={() => {
        void leave();
      }}
    >
      {back}
    </button>
  );
  if (!sitting) return null;
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
          {leaving}
        </div>
      </div>
    );
  return <Graded sitting={sitting} byId={bank.byId} heading={heading} leaving={leaving} />;
}

interface GradedProps {
  sitting: Sitting;
  byId: Extract<ReturnType<typeof $bank.get>, { kind: 'ready' }>['byId'];
  heading: { current: HTMLHeadingElement | null };
  leaving: ComponentChildren;
}

function Graded({ sitting, byId, heading, leaving }: GradedProps) {
  const { sheet, state, log, hold } = sitting;
  const score = result(sheet, state, byId);
  const strides = useMemo(() => pace(sheet, log), [sheet, log]);
  const again = useMemo(() => regrade(sheet, state, byId), [sheet, state, byId]);
  const lost = missed(sheet, score);
  const provisional = score.unmarked > 0;
  const gone = withdrawn(score);
  const [filter, setFilter] = useState<Filter>('all');
  const page = useRef<HTMLDivElement>(null);
  const print = (sheetOnly: boolean): void => {
    page.current?.classList.toggle('is-sheet-only', sheetOnly);
    addEventListener('afterprint', () => page.current?.classList.remove('is-sheet-only'), { once: true });
    window.print();
  };
  // What was wrong goes to 错题本, and again when short answers are marked.
  useEffect(() => {
    void noteExam(sheet, state, log, byId);
  }, [sheet.id, state.own]);

  return (
    <div class="wrap exam-result" ref={page}>
      <h1 tabIndex={-1} ref={heading}>
        {provisional ? '暂定成绩' : '成绩'}：{sayPoints(score.total)} 分
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
      {hold === 'newer' && (
        <p class="bar ask">这份试卷由本站更新的版本写过，这里只能看。刷新这个页面，换成新版本就能自评。</p>
      )}
      <NotKept />
      {gone.length > 0 && (
        <p class="bar ask">
          第 {gone.join('、')} 题在你做卷之后从题库撤下了：答案还存着，但没有标准可以对照，按 0
          分计；其他题照常计分。
        </p>
      )}
      {again && <Regraded regrade={again} sitting={sitting} count={revised(sheet, byId).length} />}
      <dl class="ledger num exam-score">
        <div>
          <dt>客观题</dt>
          <dd>
            {sayPoints(score.objective.points)} / {sayPoints(score.objective.max)} 分（已定）
          </dd>
        </div>
        <div>
          <dt>简答题</dt>
          <dd>
            {sayPoints(score.own.points)} / {sayPoints(score.own.max)} 分（自评）
            {provisional && `，还有 ${score.unmarked} 道待自评`}
          </dd>
        </div>
        <div>
          <dt>合计</dt>
          <dd>
            {sayPoints(score.total)} / {sayPoints(score.max)} 分，
            {provisional
              ? `暂定；自评完最多 ${sayPoints(score.total + score.reachable)} 分`
              : score.own.points > 0
                ? '最终，含自评分'
                : '最终'}
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
            {sheet.byHand
              ? '纸上作答，没有计时'
              : `${sayDuration(timeUsed(sheet, state, state.endedAt ?? 0))}，时限 ${sayFactor(sheet.factor, sheet.minutes)}`}
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
            {levelNames[sheet.level].full}·{sayKind(sheet)}，卷号 {sheet.number}
            {state.startedAt !== undefined && `，${sayMoment(state.startedAt)}`}
          </dd>
        </div>
      </dl>
      <div class="acts">
        {provisional && (
          <a
            class="btn"
            href="#review"
            onClick={() => {
              setFilter('short');
            }}
          >
            给 {score.unmarked} 道简答题自评
          </a>
        )}
        {lost.length > 0 && (
          <a class={provisional ? 'btn quiet' : 'btn'} href={itemsRoute(lost)}>
            练这次失分的 {lost.length} 题
          </a>
        )}
        {lost.length > 0 && (
          <a class="btn quiet" href={practiceRoute(weakest(score, 3))}>
            练失分最多的章节
          </a>
        )}
        <a class="btn quiet" href="#review">
          逐题看解析
        </a>
        {leaving}
      </div>
      <div class="acts exam-more">
        {!inWeChat() && (
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              print(true);
            }}
          >
            打印成绩单
          </button>
        )}
        <a class="btn quiet" href={printRoute(sheet.number)}>
          打印空白试卷
        </a>
        <Share number={sheet.number} />
      </div>
      {inWeChat() && (
        <p class="small">
          微信里不能打印。要打印成绩，先到<a href={routes.data}>我的数据</a>
          备份，再用系统浏览器打开本站恢复。
        </p>
      )}
      <HandOver sheet={sheet} log={log} />
      <Tables score={score} />
      <Pace sheet={sheet} strides={strides} score={score} />
      <Review
        sitting={sitting}
        score={score}
        strides={strides}
        filter={filter}
        onFilter={setFilter}
        onPrint={
          inWeChat()
            ? undefined
            : () => {
                print(false);
              }
        }
      />
    </div>
  );
}

interface RegradedProps {
  regrade: Regrade;
  sitting: Sitting;
  count: number;
}

/** What a corrected key did to an old paper, with the reason; the stored answers are the same. */
function Regraded({ regrade: { from, to, changes }, sitting: { sheet }, count }: RegradedProps) {
  const placeOf = (id: string): string =>
    `第 ${sheet.questions.findIndex((question) => question.item === id) + 1} 题`;
  const told = changes.filter((one) => one.reasons.length > 0 || one.from !== one.to);
  const quiet = changes.filter((one) => !told.includes(one));
  return (
    <section class="bar ask exam-regraded" aria-label="复核">
      <p>
        <b>{from === to ? '复核后分数不变' : `复核后 ${sayPoints(from)}→${sayPoints(to)} 分`}</b>
        。交卷后题库改过其中 {count} 道题，按存下的答案重新计分：
      </p>
      <ul>
        {told.map((one) => (
          <li key={one.item}>
            {placeOf(one.item)}：{one.reasons.length > 0 ? one.reasons.join('；') : '题目或答案有修订。'}
            <span class="num">
              {one.from === one.to
                ? '你这题得分不变。'
                : `你这题 ${sayPoints(one.from)}→${sayPoints(one.to)} 分。`}
            </span>
          </li>
        ))}
        {quiet.length > 0 && (
          <li>{quiet.map((one) => placeOf(one.item)).join('、')}：文字修订，不影响得分。</li>
        )}
      </ul>
    </section>
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
      if (score.unmarked > 0)
        return `没有及格：没自评的简答题就算都得满分，合计也只有 ${sayPoints(score.total + score.reachable)} 分。`;
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

function NotKept() {
  const saving = useNow($saving);
  const history = useNow($history);
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
