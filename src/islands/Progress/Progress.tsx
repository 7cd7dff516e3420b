/** How far the visitor is: what is due, each section's mastery, the chance to pass, and how sure all that is. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { firstDay, sayDate, sayDaysLeft, sitting, type Batch } from '../../domain/calendar.ts';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import type { Entry, Library } from '../../domain/exam/template.ts';
import { discriminationFrom } from '../../domain/exam/statistics.ts';
import { dueAhead, dueOn, held, heldCards } from '../../domain/learning/due.ts';
import { hardest, leastAnswers } from '../../domain/learning/hardest.ts';
import { samples, streak, workByDay, type Sample } from '../../domain/learning/log.ts';
import { gaps, masteries, type Mastery } from '../../domain/learning/mastery.ts';
import { chanceToPass, tallies, type Chance } from '../../domain/learning/pass.ts';
import { levelNames, sectionTitles } from '../../domain/notice.ts';
import {
  dueRoute,
  itemsRoute,
  mistakesRoute,
  practiceRoute,
  routes,
  sectionRoute,
  starsRoute,
} from '../../routes.ts';
import { $cards, $mistakes, recallCards } from '../../stores/cards.ts';
import { $stars, $wish, type Learning } from '../../stores/learning.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import { useLearning } from '../learning.ts';
import { LevelChoice } from '../LevelChoice.tsx';
import { NoBank } from '../NoBank.tsx';
import { stemOf } from '../question/stem.ts';
import { Text } from '../question/Text.tsx';
import { Bar } from './Bar.tsx';
import { percent, sayChance, sayDay } from './words.ts';
import { Head } from '../Head.tsx';
import { Recovered } from '../Recovered.tsx';

interface Props {
  bank: string;
  blueprints: readonly Blueprint[];
  batches: readonly Batch[];
}

export default function Progress({ bank: url, blueprints, batches }: Props) {
  const { bank, learning } = useLearning(url);
  const { level } = useStore($settings);
  const ready = bank.kind === 'ready';
  const known = learning !== undefined;
  const answers = learning?.log.length;
  useEffect(() => {
    if (known) void recallCards(batches);
  }, [known, answers, batches]);
  const blueprint = blueprints.find((one) => one.level === level);
  return (
    <div class="wrap progress">
      <h1>学习进度</h1>
      <p class="lead">练习和交了的模拟卷都算在内，全部由这台设备上的答题记录算出，不上传。</p>
      <Recovered />
      {learning && !learning.durable && (
        <p class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录，</b>所以没有以前的进度可看。换用系统浏览器，或关掉无痕模式再试。
        </p>
      )}
      <LevelChoice
        level={level}
        disabled={!known}
        onLevel={(one) => {
          changeSettings({ level: one });
        }}
      />
      <NoBank url={url}>题库没有下载下来，算不出各章节的掌握程度；答题记录都在。请检查网络。</NoBank>
      {!learning || (!ready && bank.kind !== 'failed') ? (
        <p role="status">正在读取答题记录和题库…</p>
      ) : (
        <>
          <Today
            learning={learning}
            items={bank.kind === 'ready' ? bank.items : undefined}
            batches={batches}
          />
          {bank.kind === 'ready' && blueprint && (
            <Known learning={learning} items={bank.items} byId={bank.byId} blueprint={blueprint} />
          )}
        </>
      )}
    </div>
  );
}

interface TodayProps {
  learning: Learning;
  /** The bank; undefined where it could not be had. */
  items: readonly Entry[] | undefined;
  batches: readonly Batch[];
}

function Today({ learning, items, batches }: TodayProps) {
  const all = useStore($cards);
  const cards = useMemo(() => (all && items ? heldCards(all, items) : all), [all, items]);
  const here = (list: readonly string[]): readonly string[] => (items ? held(list, items) : list);
  const mistakes = here(useStore($mistakes));
  const stars = here(useStore($stars));
  const wish = useStore($wish);
  const { log, today } = learning;
  const run = streak(log, today);
  const work = workByDay(log).get(today);
  const due = cards && dueOn(cards, today);
  const ahead = cards ? dueAhead(cards, today, 7) : [];
  const chosen = wish && sitting(wish.sitting, batches);
  return (
    <dl class="ledger num progress-today">
      <div>
        <dt>今天到期</dt>
        <dd>
          {due === undefined ? '正在算…' : `${due.length} 题`}
          {due && due.length > 0 && (
            <>
              　<a href={dueRoute}>复习到期的题</a>
            </>
          )}
          {ahead.slice(1).some(({ count }) => count > 0) && (
            <span class="small progress-under">
              此后六天：
              {ahead
                .slice(1)
                .filter(({ count }) => count > 0)
                .map(({ day, count }) => `${sayDay(day, today)} ${count} 题`)
                .join('、')}
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>错题本</dt>
        <dd>
          {mistakes.length} 题
          {mistakes.length > 0 && (
            <>
              　<a href={mistakesRoute}>练错题本</a>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>收藏</dt>
        <dd>
          {stars.length} 题
          {stars.length > 0 && (
            <>
              　<a href={starsRoute}>练收藏</a>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>今天</dt>
        <dd>{work ? `答了 ${work.answers} 题，做题 ${Math.round(work.minutes)} 分钟` : '还没有答题'}</dd>
      </div>
      <div>
        <dt>连续学习</dt>
        <dd>
          {run.now} 天{run.longest > run.now && `，最长 ${run.longest} 天`}
          {run.now > 0 && !run.today && '；今天答一题就接上'}
        </dd>
      </div>
      <div>
        <dt>考期</dt>
        <dd>
          {chosen ? (
            <>
              {sayDate(firstDay(chosen))}，{sayDaysLeft(today, chosen)}　<a href={routes.plan}>看备考计划</a>
            </>
          ) : (
            <>
              还没有选　<a href={routes.plan}>选考期，排备考计划</a>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>整卷</dt>
        <dd>
          <a href={routes.exam}>模拟考试与历次成绩</a>
        </dd>
      </div>
    </dl>
  );
}

interface KnownProps {
  learning: Learning;
  items: readonly Entry[];
  byId: Library;
  blueprint: Blueprint;
}

function Known({ learning, items, byId, blueprint }: KnownProps) {
  const { log } = learning;
  const found = useMemo(() => samples(log), [log]);
  const rows = useMemo(() => masteries(items, blueprint.level, found), [items, blueprint, found]);
  if (log.length === 0)
    return (
      <section class="bar progress-empty">
        <p>
          <b>还没有答题记录。</b>
          先随便做二三十道题，这里就会列出每一节会多少、有多大把握，以及离及格还有多远。
        </p>
        <div class="acts">
          <a class="btn" href={routes.practice}>
            去练习
          </a>
          <a class="btn quiet" href={routes.exam}>
            做一份模拟卷
          </a>
        </div>
      </section>
    );
  return (
    <>
      <Passing items={items} blueprint={blueprint} found={found} />
      <Gaps rows={rows} blueprint={blueprint} />
      <Sections rows={rows} />
      <Hardest learning={learning} items={items} byId={byId} />
    </>
  );
}

function Passing({
  items,
  blueprint,
  found,
}: {
  items: readonly Entry[];
  blueprint: Blueprint;
  found: ReadonlyMap<string, Sample>;
}) {
  const [chance, setChance] = useState<Chance | undefined>(undefined);
  // Hundreds of papers are computed: after the page is painted.
  useEffect(() => {
    const soon = setTimeout(() => {
      setChance(chanceToPass(blueprint, tallies(items, blueprint, found)));
    }, 30);
    return () => {
      clearTimeout(soon);
    };
  }, [items, blueprint, found]);
  const said = chance && sayChance(chance);
  return (
    <section aria-labelledby="progress-pass">
      <h2 id="progress-pass">现在去考，及格的可能</h2>
      {!said && <p role="status">正在算…</p>}
      {chance?.kind === 'chance' && <Bar {...chance} at={chance.mean} wide label={said?.head ?? ''} />}
      {said && (
        <>
          <p class="progress-said">{said.head}</p>
          <p class="text">{said.words}</p>
        </>
      )}
      <details class="small">
        <summary>怎么算的，哪里不准</summary>
        <p class="text">
          按本站{levelNames[blueprint.level].short}卷型（{blueprint.id}
          ）各节、各题型的题数和分值，用你的答题记录估计每种题答对的可能， 连同拿不准的程度一起算出整卷得分到{' '}
          {blueprint.pass}{' '}
          分的概率。区间是九成把握。每道题只看最近一天的第一次作答；猜对的按不会算，少选的按一半分算，简答题用自评。
          题型、章节分开估，难度没有分开；正式考试的题不是本站的题，多选计分办法也没有公布，所以这只是参考。
        </p>
      </details>
    </section>
  );
}

function Gaps({ rows, blueprint }: { rows: readonly Mastery[]; blueprint: Blueprint }) {
  const worst = gaps(rows, blueprint, 3);
  return (
    <section aria-labelledby="progress-gaps">
      <h2 id="progress-gaps">先补哪几节</h2>
      <p class="small text">
        按卷型里各节的分值和你在那一节答对的比例估：现在去考，丢分最多的三节。没做过的节按会一半算。
      </p>
      <ol class="progress-gaps">
        {worst.map(({ section, points }) => (
          <li key={section}>
            <a href={sectionRoute(section)}>
              {section} {sectionTitles[section]}
            </a>
            <span class="num">　约丢 {points.toFixed(1)} 分</span>
          </li>
        ))}
      </ol>
      <div class="acts">
        <a class="btn quiet" href={practiceRoute(worst.map(({ section }) => section))}>
          练这三节
        </a>
      </div>
    </section>
  );
}

const Sections = ({ rows }: { rows: readonly Mastery[] }) => (
  <section aria-labelledby="progress-sections">
    <h2 id="progress-sections">各节掌握程度</h2>
    <p class="small text">
      横条是九成把握的区间（Jeffreys 区间），竖线是答对的比例；每题只算一次，猜对的不算会。区间窄到 40
      个百分点以内，就不用再测；测出来不会的，还是要学。
    </p>
    <div class="scroll">
      <table class="num progress-table">
        <Head names={['章节', '会 / 做过 / 全部', '掌握程度', '还要做']} />
        <tbody>
          {rows.map((row) => {
            const { section, n, known, all, low, high, more } = row;
            const range = n === 0 ? '没做过' : `${percent(low)}–${percent(high)}`;
            return (
              <tr key={section}>
                <th scope="row">
                  <a href={practiceRoute([section])}>
                    {section} {sectionTitles[section]}
                  </a>
                </th>
                <td>
                  <span class="progress-label">会 / 做过 / 全部　</span>
                  {known} / {n} / {all}
                </td>
                <td>
                  {n > 0 && <Bar low={low} high={high} at={known / n} label={range} />}
                  <span class="progress-range">{range}</span>
                </td>
                <td>
                  <span class="progress-label">还要做　</span>
                  {sayMore(more, all - n)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  </section>
);

function sayMore(more: number, left: number): string {
  if (more === 0) return '不用再测';
  if (left === 0) return '题都做过了';
  return more <= left ? `${more} 题` : `剩下的 ${left} 题`;
}

function Hardest({ learning, items, byId }: Omit<KnownProps, 'blueprint'>) {
  const rows = useMemo(() => hardest(learning.log), [learning.log])
    .filter(({ facility }) => facility < 1)
    .slice(0, 10);
  const here = rows.map(({ item }) => item).filter((item) => stemOf({ items, byId }, item) !== undefined);
  return (
    <section aria-labelledby="progress-hardest">
      <h2 id="progress-hardest">最常答错的题</h2>
      <p class="small text">
        难度指数是你答对的比例，答过 {leastAnswers} 次以上才列；区分度（这道题与同卷其余各题的相关）要有{' '}
        {discriminationFrom} 份卷子才算，括号里是次数。
      </p>
      {rows.length === 0 ? (
        <p>还没有哪道题答过 {leastAnswers} 次又错过。</p>
      ) : (
        <div class="scroll">
          <table class="num progress-table">
            <Head names={['题目', '难度指数', '区分度']} />
            <tbody>
              {rows.map(({ item, n, facility, papers, discrimination }) => (
                <tr key={item}>
                  <th scope="row">
                    <Text>{stemOf({ items, byId }, item) ?? `${item}（已撤下）`}</Text>
                  </th>
                  <td>
                    <span class="progress-label">难度指数　</span>
                    {facility.toFixed(2)}（{n}）
                  </td>
                  <td>
                    <span class="progress-label">区分度　</span>
                    {discrimination === undefined ? '次数不够' : discrimination.toFixed(2)}（{papers}）
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {here.length > 0 && (
        <div class="acts">
          <a class="btn quiet num" href={itemsRoute(here)}>
            练这 {here.length} 题
          </a>
        </div>
      )}
    </section>
  );
}
