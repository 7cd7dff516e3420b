/** 班级统计: a teacher opens the answer files of a class; marks and item statistics are worked out here, nothing is sent. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { typeNames } from '../../domain/exam/blueprint.ts';
import { sayDuration, timeUsed } from '../../domain/exam/attempt.ts';
import { sayPoints } from '../../domain/exam/score.ts';
import { discriminationFrom } from '../../domain/exam/statistics.ts';
import {
  largestFile,
  readAnswerFile,
  type AnswerFile,
  type FileProblem,
} from '../../domain/exchange/answer-file.ts';
import {
  classSummary,
  classTable,
  facilityFrom,
  itemSheet,
  lowDiscrimination,
  scoreSheet,
  type ItemLine,
  type Sat,
} from '../../domain/exchange/class.ts';
import { levelNames, sections, sectionTitles } from '../../domain/notice.ts';
import { $bank, fetchBank } from '../../stores/bank.ts';
import { Text } from '../question/Text.tsx';
import { Sources } from '../question/Sources.tsx';
import { save } from '../save.ts';
import { Head } from '../Head.tsx';

interface Props {
  /** The bank's address. */
  bank: string;
}

interface Refused {
  readonly file: string;
  readonly why: string;
}

const problems = {
  'not-json': '不是答卷文件（不是 JSON 文本）。请让考生在成绩页按“导出答卷”，把得到的文件原样发来。',
  'not-ours': '不是本站的答卷文件。备份文件不行，请让考生在成绩页按“导出答卷”。',
  newer: '由本站更新的版本导出。请刷新这一页再打开。',
  broken: '内容不完整或被改过，没有计入。请让考生重新导出。',
  unfinished: '这份试卷还没有交卷，没有计入。',
  closed: '读不出来：可能是文件夹，或者已经移走。请把里面的文件选上再试。',
} as const satisfies Record<FileProblem | 'closed', string>;

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const nameOf = ({ file }: Sat): string => file.name || '（没有写名字）';

export default function Class({ bank }: Props) {
  const shelf = useStore($bank);
  const [files, setFiles] = useState<readonly AnswerFile[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [over, setOver] = useState(false);
  /** Files being read just now. */
  const [reading, setReading] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void fetchBank(bank);
    // Files may have been chosen before the script came.
    take(input.current);
  }, [bank]);

  const open = async (list: readonly File[]): Promise<void> => {
    setReading(list.length);
    const read: AnswerFile[] = [];
    const not: Refused[] = [];
    for (const file of list) {
      if (file.size > largestFile) {
        not.push({ file: file.name, why: '超过 4 MB，不会是一份答卷，没有打开。' });
        continue;
      }
      const text = await file.text().catch(() => undefined);
      const answer = text === undefined ? 'closed' : readAnswerFile(text);
      if (typeof answer === 'string') not.push({ file: file.name, why: problems[answer] });
      else read.push(answer);
    }
    setFiles((before) => [...before, ...read]);
    setRefused(not);
    setReading(0);
  };

  const take = (from: HTMLInputElement | null): void => {
    if (!from?.files || from.files.length === 0) return;
    void open([...from.files]).then(() => {
      from.value = '';
    });
  };

  const table = useMemo(
    () => (shelf.kind === 'ready' ? classTable(files, shelf.byId) : undefined),
    [files, shelf],
  );
  return (
    <div class="class">
      <div
        class={over ? 'class-drop over' : 'class-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void open([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <label htmlFor="class-files">
          <b>打开答卷文件</b>（可以一次选很多份，也可以拖到这里）
        </label>
        <input
          id="class-files"
          type="file"
          multiple
          accept=".json,application/json"
          ref={input}
          onChange={({ currentTarget }) => {
            take(currentTarget);
          }}
        />
      </div>
      <p role="status">
        {reading > 0
          ? `正在读 ${reading} 个文件…`
          : table && files.length > 0
            ? `已打开 ${table.sats.length} 份答卷${files.length > table.sats.length ? `（${files.length - table.sats.length} 份重复的只算一次）` : ''}。`
            : shelf.kind === 'failed'
              ? '题库没有下载下来，不能评分。'
              : ''}
      </p>
      {shelf.kind === 'failed' && (
        <div class="acts">
          <button class="btn" type="button" onClick={() => void fetchBank(bank)}>
            再试一次
          </button>
        </div>
      )}
      {refused.length > 0 && (
        <div class="bar bad no-print" role="alert">
          <b>{refused.length} 个文件没有计入，其余照常统计：</b>
          <ul>
            {refused.map(({ file, why }, place) => (
              <li key={place}>
                {file}：{why}
              </li>
            ))}
          </ul>
        </div>
      )}
      {table && table.sats.length > 0 && (
        <>
          <div class="acts class-acts">
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                save(scoreSheet(table.sats), '班级成绩.csv', 'text/csv;charset=utf-8');
              }}
            >
              下载成绩表（CSV）
            </button>
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                save(itemSheet(table.items), '班级题目统计.csv', 'text/csv;charset=utf-8');
              }}
            >
              下载题目统计（CSV）
            </button>
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                window.print();
              }}
            >
              打印
            </button>
            <button
              class="btn quiet"
              type="button"
              onClick={() => {
                setFiles([]);
                setRefused([]);
              }}
            >
              全部关闭
            </button>
          </div>
          <Whole sats={table.sats} />
          <Scores sats={table.sats} />
          <Items
            items={table.items}
            sats={table.sats}
            documents={shelf.kind === 'ready' ? shelf.documents : {}}
          />
          {table.gone > 0 && <p class="small">另有 {table.gone} 道题已从题库撤下，没有统计，也不计分。</p>}
        </>
      )}
    </div>
  );
}

/** Bars are drawn on a scale of their own; the number stands beside each. */
const Strip = ({ part, whole }: { part: number; whole: number }) => (
  <svg class="class-strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect class="is-ground" width="100" height="10" />
    <rect class="is-part" width={whole > 0 ? (100 * part) / whole : 0} height="10" />
  </svg>
);

function Whole({ sats }: { sats: readonly Sat[] }) {
  const { mean, median, low, high, passed, tens, bySection } = classSummary(sats);
  const most = Math.max(...tens);
  return (
    <section>
      <h2>全班</h2>
      <p>
        {sats.length} 份，{passed} 份达到及格线（{percent(passed / sats.length)}）；平均 {sayPoints(mean)}{' '}
        分，中位数 {sayPoints(median)} 分，最低 {sayPoints(low)} 分，最高 {sayPoints(high)}{' '}
        分。简答题按考生自评，没自评的暂按 0 分。
      </p>
      {sats.length >= facilityFrom && (
        <div class="cols class-whole">
          <table class="num">
            <caption>分数段</caption>
            <thead>
              <tr>
                <th scope="col">分</th>
                <th scope="col">份数</th>
                <th scope="col" aria-hidden="true"></th>
              </tr>
            </thead>
            <tbody>
              {tens.map((count, ten) => (
                <tr key={ten}>
                  <th scope="row">
                    {ten * 10}–{ten === 9 ? 100 : ten * 10 + 9}
                  </th>
                  <td>{count}</td>
                  <td aria-hidden="true">
                    <Strip part={count} whole={most} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <table class="num">
            <caption>各章节得分率</caption>
            <thead>
              <tr>
                <th scope="col">章节</th>
                <th scope="col">得分率</th>
                <th scope="col" aria-hidden="true"></th>
              </tr>
            </thead>
            <tbody>
              {sections.map((section) => {
                const { points, max } = bySection.get(section) ?? { points: 0, max: 0 };
                return (
                  max > 0 && (
                    <tr key={section}>
                      <th scope="row">
                        {section} {sectionTitles[section]}
                      </th>
                      <td>{percent(points / max)}</td>
                      <td aria-hidden="true">
                        <Strip part={points} whole={max} />
                      </td>
                    </tr>
                  )
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Scores({ sats }: { sats: readonly Sat[] }) {
  return (
    <section>
      <h2>成绩</h2>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- what scrolls must be reachable by keys */}
      <div class="scroll" role="region" aria-label="成绩表" tabIndex={0}>
        <table class="num">
          <Head names={['姓名', '级别', '总分', '客观题', '简答（自评）', '用时', '卷号']} />
          <tbody>
            {sats.map((sat) => (
              <tr key={sat.file.sheet.id}>
                <th scope="row">{nameOf(sat)}</th>
                <td>{levelNames[sat.file.sheet.level].short}</td>
                <td>{sayPoints(sat.score.total)}</td>
                <td>{sayPoints(sat.score.objective.points)}</td>
                <td>
                  {sayPoints(sat.score.own.points)}
                  {sat.score.unmarked > 0 && `（${sat.score.unmarked} 道没评）`}
                </td>
                <td>{sayDuration(timeUsed(sat.file.sheet, sat.file.state, sat.file.state.endedAt ?? 0))}</td>
                <td>{sat.file.sheet.number}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type Documents = Parameters<typeof Sources>[0]['documents'];

const byId = (a: ItemLine, b: ItemLine): number => (a.id < b.id ? -1 : 1);
const orders = {
  facility: {
    name: '得分率低的在前',
    compare: (a, b) => (a.facility ?? 2) - (b.facility ?? 2) || byId(a, b),
  },
  discrimination: {
    name: '区分度低的在前',
    compare: (a, b) => (a.discrimination ?? 2) - (b.discrimination ?? 2) || byId(a, b),
  },
  section: { name: '按章节', compare: byId },
} as const satisfies Record<string, { name: string; compare: (a: ItemLine, b: ItemLine) => number }>;

const orderKeys = ['facility', 'discrimination', 'section'] as const;

function Items({
  items,
  sats,
  documents,
}: {
  items: readonly ItemLine[];
  sats: readonly Sat[];
  documents: Documents;
}) {
  const [order, setOrder] = useState<keyof typeof orders>('facility');
  const shown = items.filter(({ facility }) => facility !== undefined).sort(orders[order].compare);
  const hidden = items.length - shown.length;
  return (
    <section>
      <h2>每道题</h2>
      <p>
        难度值是得分率，越低越难；区分度是这道题与其余题得分的相关系数，低于 {lowDiscrimination}{' '}
        的题分不出高下，值得看看是题不好还是没教到。人太少的数字没有意义：一道题有 {facilityFrom}{' '}
        份答卷才显示得分率和各选项人数，有 {discriminationFrom} 份才显示区分度。
      </p>
      {shown.length === 0 ? (
        <p class="bar ask">
          现在 {sats.length} 份，还没有哪道题够 {facilityFrom} 份。让大家用同一个卷号作答，最快凑够。
        </p>
      ) : (
        <>
          <div class="field class-order no-print">
            <label htmlFor="class-order">次序</label>
            <select
              id="class-order"
              value={order}
              onChange={({ currentTarget: { value } }) => {
                setOrder(orderKeys.find((one) => one === value) ?? 'facility');
              }}
            >
              {orderKeys.map((one) => (
                <option key={one} value={one}>
                  {orders[one].name}
                </option>
              ))}
            </select>
          </div>
          <ol class="class-items">
            {shown.map((line) => (
              <li key={line.id}>
                <details>
                  <summary>
                    <span class="num">
                      得分率 {percent(line.facility ?? 0)}，{line.n} 份
                      {line.discrimination !== undefined &&
                        `，区分度 ${line.discrimination.toFixed(2)}${line.discrimination < lowDiscrimination ? '（低）' : ''}`}
                      {line.blank > 0 && `，${line.blank} 份没答`}
                    </span>
                    <span class="class-stem">
                      {line.id}　{typeNames[line.item.type]}　<Text>{line.item.stem}</Text>
                    </span>
                  </summary>
                  {line.item.type !== 'short' && <Choices line={line} />}
                  <Sources item={line.item} documents={documents} />
                </details>
              </li>
            ))}
          </ol>
        </>
      )}
      {hidden > 0 && shown.length > 0 && (
        <p class="small">
          还有 {hidden} 道题各不足 {facilityFrom} 份，没有列出。
        </p>
      )}
    </section>
  );
}

/** Options with how many chose them. An instance drawn from a template bears its own figures: the first one's are shown. */
function Choices({ line }: { line: ItemLine }) {
  const { item } = line;
  if (item.type === 'short') return null;
  return (
    <table class="class-choices num">
      <Head names={['选项', '选的人']} />
      <tbody>
        {line.choices.map(({ id, count, shown, right }) => (
          <tr key={id}>
            <th scope="row">
              {right && <b>（正确）</b>}
              <Text>{item.options.find((option) => option.id === id)?.text ?? '（另一组数据里的选项）'}</Text>
            </th>
            <td>
              {count} / {shown}（{percent(count / Math.max(1, shown))}）
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
