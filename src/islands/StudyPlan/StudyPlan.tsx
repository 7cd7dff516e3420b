/** The study plan: choose sitting, level and time; see each day; print it or take it along in a calendar. */
import { useStore } from '@nanostores/preact';
import { useMemo, useState } from 'preact/hooks';
import {
  addDays,
  daysBetween,
  firstDay,
  parts,
  sayDate,
  sayDays,
  sayDaysLeft,
  sitting,
  sittings,
  weekday,
  type Batch,
  type PlainDate,
} from '../../domain/calendar.ts';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import type { Entry } from '../../domain/exam/template.ts';
import { samples, workByDay } from '../../domain/learning/log.ts';
import type { PlanWish } from '../../domain/learning/notes.ts';
import {
  dayMinutes,
  makePlan,
  needs,
  progress,
  type Plan,
  type PlanDay,
  type Task,
} from '../../domain/learning/plan.ts';
import { planCalendar, sayRound } from '../../domain/learning/plan-file.ts';
import { levelNames, sectionTitles, type Level } from '../../domain/notice.ts';
import { dueRoute, practiceRoute, routes, sectionRoute } from '../../routes.ts';
import { wishPlan } from '../../stores/cards.ts';
import { $wish, type Learning } from '../../stores/learning.ts';
import { $unsaved } from '../../stores/retry.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import { useLearning } from '../learning.ts';
import { LevelChoice } from '../LevelChoice.tsx';
import { NoBank } from '../NoBank.tsx';
import { saveCalendar } from './save.ts';
import { Recovered } from '../Recovered.tsx';

interface Props {
  bank: string;
  blueprints: readonly Blueprint[];
  batches: readonly Batch[];
}

export default function StudyPlan({ bank: url, blueprints, batches }: Props) {
  const { bank, learning } = useLearning(url);
  const unsaved = useStore($unsaved);
  const wish = useStore($wish);
  const [changing, setChanging] = useState(false);
  const blueprint = wish && blueprints.find((one) => one.level === wish.level);
  const over = wish && learning && firstDay(sitting(wish.sitting, batches)) <= learning.today;
  return (
    <div class="wrap plan">
      <h1>备考计划</h1>
      <p class="lead no-print">
        从考期倒排：先按大纲逐节学、逐节练，最后一周只复习和做整卷。每次打开都按已经做到的重新排。
      </p>
      <Recovered />
      {learning && !learning.durable && (
        <p class="bar bad no-print" role="alert">
          <b>这个浏览器现在不能保存记录。</b>计划可以排、可以打印和导出，但关闭或刷新页面后就没有了。
        </p>
      )}
      {unsaved > 0 && (
        <p class="bar bad no-print" role="alert">
          刚才的改动还没有存进这台设备，正在每隔几秒重试；现在只在这个页面里有效，请不要关闭或刷新。
        </p>
      )}
      <NoBank url={url}>题库没有下载下来，排不出计划；你选的都在。请检查网络。</NoBank>
      {over && (
        <p class="bar ask no-print">
          原来选的考期（{sayDays(sitting(wish.sitting, batches).days)}）已经到了，请另选一期。
        </p>
      )}
      {!learning ? (
        <p role="status">正在读取计划…</p>
      ) : wish && !over && !changing ? (
        bank.kind === 'ready' && blueprint ? (
          <Shown
            learning={learning}
            items={bank.items}
            wish={wish}
            blueprint={blueprint}
            batches={batches}
            onChange={() => {
              setChanging(true);
            }}
          />
        ) : (
          bank.kind !== 'failed' && <p role="status">正在下载题库…</p>
        )
      ) : (
        <Wishes
          today={learning.today}
          batches={batches}
          wish={over ? undefined : wish}
          onDone={() => {
            setChanging(false);
          }}
        />
      )}
    </div>
  );
}

interface WishesProps {
  today: PlainDate;
  batches: readonly Batch[];
  wish: PlanWish | undefined;
  onDone: () => void;
}

function Wishes({ today, batches, wish, onDone }: WishesProps) {
  const settings = useStore($settings);
  // On the day of a sitting nothing can be planned for it any more.
  const choices = sittings(addDays(today, 1), 7, batches).filter((one) => firstDay(one) > today);
  const [chosen, setChosen] = useState(wish?.sitting ?? choices[0]?.id ?? '');
  const [level, setLevel] = useState<Level>(wish?.level ?? settings.level);
  const [work, setWork] = useState(String(wish?.weekday ?? 45));
  const [free, setFree] = useState(String(wish?.weekend ?? 120));
  const minutes = (text: string): number | undefined =>
    /^\d{1,3}$/.test(text.trim()) && Number(text) <= 600 ? Number(text) : undefined;
  const [onWeekday, onWeekend] = [minutes(work), minutes(free)];
  const empty = (onWeekday ?? 0) < 5 && (onWeekend ?? 0) < 5;
  const wrong = '请填 0 到 600 的整数，单位是分钟。';
  return (
    <form
      class="plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (onWeekday === undefined || onWeekend === undefined || empty) return;
        changeSettings({ level });
        void wishPlan({ sitting: chosen, level, weekday: onWeekday, weekend: onWeekend });
        onDone();
      }}
    >
      <div class="field">
        <label htmlFor="plan-sitting">考期</label>
        <select
          id="plan-sitting"
          value={chosen}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
          }}
        >
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {sayDays(one.days)}（{sayDaysLeft(today, one)}）
            </option>
          ))}
        </select>
        <p class="hint">没有公布的考期按通知的“第三周周末”推算，以当期通知为准。</p>
      </div>
      <LevelChoice level={level} onLevel={setLevel} />
      <div class="practice-pair">
        <div class="field">
          <label htmlFor="plan-weekday">周一到周五，每天几分钟</label>
          <input
            id="plan-weekday"
            inputMode="numeric"
            autocomplete="off"
            value={work}
            aria-invalid={onWeekday === undefined}
            aria-describedby={onWeekday === undefined ? 'plan-weekday-err' : undefined}
            onInput={(event) => {
              setWork(event.currentTarget.value);
            }}
          />
          {onWeekday === undefined && (
            <p class="err" id="plan-weekday-err">
              {wrong}
            </p>
          )}
        </div>
        <div class="field">
          <label htmlFor="plan-weekend">周六、周日，每天几分钟</label>
          <input
            id="plan-weekend"
            inputMode="numeric"
            autocomplete="off"
            value={free}
            aria-invalid={onWeekend === undefined}
            aria-describedby={onWeekend === undefined ? 'plan-weekend-err' : undefined}
            onInput={(event) => {
              setFree(event.currentTarget.value);
            }}
          />
          {onWeekend === undefined && (
            <p class="err" id="plan-weekend-err">
              {wrong}
            </p>
          )}
        </div>
      </div>
      {empty && onWeekday !== undefined && onWeekend !== undefined && (
        <p class="small">两处至少有一处要有 5 分钟，才排得出计划。</p>
      )}
      <div class="acts">
        <button
          class="btn"
          type="submit"
          disabled={onWeekday === undefined || onWeekend === undefined || empty}
        >
          排计划
        </button>
        {wish && (
          <button class="btn quiet" type="button" onClick={onDone}>
            不改了
          </button>
        )}
      </div>
    </form>
  );
}

interface ShownProps {
  learning: Learning;
  items: readonly Entry[];
  wish: PlanWish;
  blueprint: Blueprint;
  batches: readonly Batch[];
  onChange: () => void;
}

function Shown({ learning, items, wish, blueprint, batches, onChange }: ShownProps) {
  const { today, log } = learning;
  const when = sitting(wish.sitting, batches);
  const exam = firstDay(when);
  const planFrom = (from: PlainDate, before: typeof log): Plan =>
    makePlan({
      today: from,
      exam,
      weekday: wish.weekday,
      weekend: wish.weekend,
      needs: needs(items, blueprint, samples(before)),
      paper: blueprint.minutes,
      begun: before.length > 0,
    });
  const [plan, went] = useMemo(() => {
    const first = planFrom(
      wish.madeOn,
      log.filter(({ day }) => day < wish.madeOn),
    );
    const work = workByDay(log);
    return [planFrom(today, log), progress(first, today, (day) => work.get(day)?.minutes ?? 0)] as const;
  }, [items, blueprint, wish, log, today, exam]);
  const [told, setTold] = useState('');
  return (
    <>
      <dl class="ledger num plan-head">
        <div>
          <dt>考期</dt>
          <dd>
            {sayDays(when.days)} 9:00–11:00，{sayDaysLeft(today, when)}
          </dd>
        </div>
        <div>
          <dt>级别</dt>
          <dd>{levelNames[wish.level].full}</dd>
        </div>
        <div>
          <dt>时间</dt>
          <dd>
            平日 {wish.weekday} 分钟，周末每天 {wish.weekend} 分钟；到考前共 {sayMinutes(plan.minutes)}
          </dd>
        </div>
        <div class="is-paper">
          <dt>排定于</dt>
          <dd>{sayDate(today)}；没做的会往后推，隔些天再排一次、再印一份</dd>
        </div>
        <div>
          <dt>要学的</dt>
          <dd>
            {plan.needed === 0
              ? '各节的题都答对过，余下的时间复习和做整卷'
              : `还要 ${sayMinutes(plan.needed)}（没读过的节读一遍，没答对的题各做一遍）`}
          </dd>
        </div>
      </dl>
      <Verdict plan={plan} went={went} />
      <div class="acts">
        <button
          class="btn"
          type="button"
          onClick={() => {
            const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
            const url = new URL(routes.plan, location.href).href;
            setTold(
              saveCalendar(planCalendar(plan, when, wish.level, stamp, url), `备考计划-${wish.sitting}.ics`),
            );
          }}
        >
          存成日历文件（.ics）
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
        <button class="btn quiet" type="button" onClick={onChange}>
          改考期、级别或时间
        </button>
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            void wishPlan(null);
          }}
        >
          不要这份计划
        </button>
      </div>
      {told && (
        <p class="bar" role="status">
          {told}
        </p>
      )}
      <Days plan={plan} today={today} />
      <p class="small text">
        题目按单选 1.5 分钟、多选 2 分钟、简答 10 分钟估，含看解析；没做过题的节另加 15
        分钟读大纲。实际用时以练习里计的为准。
      </p>
    </>
  );
}

function Verdict({ plan, went }: { plan: Plan; went: ReturnType<typeof progress> }) {
  const behind = went.planned - went.done;
  return (
    <>
      {went.planned > 0 && (
        <p class={`bar no-print${behind > 0 ? ' ask' : ''}`}>
          {behind > 0
            ? `到昨天，计划 ${sayMinutes(went.planned)}，实际 ${sayMinutes(went.done)}，落下 ${sayMinutes(behind)}。没做的已经重新排进后面的日子。`
            : `到昨天，计划 ${sayMinutes(went.planned)}，实际 ${sayMinutes(went.done)}，没有落下。`}
        </p>
      )}
      {plan.fitted < plan.needed && (
        <p class="bar ask">
          时间不够把没学的都学完：要 {sayMinutes(plan.needed)}，排得下 {sayMinutes(plan.fitted)}
          。已经先排占分多的；每天多留一点时间，或改报下一期，会从容些。
          {plan.left.length > 0 && `完全排不下的节：${plan.left.join('、')}。`}
        </p>
      )}
    </>
  );
}

/** 65 → 1 小时 5 分钟 */
function sayMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}

/** Weeks on screen before all are asked for; on paper all stand. */
const weeksAtFirst = 3;
const dayNames = ['日', '一', '二', '三', '四', '五', '六'] as const;

function Days({ plan, today }: { plan: Plan; today: PlainDate }) {
  const [all, setAll] = useState(false);
  // Weeks begin on Monday.
  const weeks = new Map<PlainDate, PlanDay[]>();
  for (const day of plan.days) {
    const monday = addDays(day.day, -((weekday(day.day) + 6) % 7));
    weeks.set(monday, [...(weeks.get(monday) ?? []), day]);
  }
  return (
    <div class="plan-weeks">
      {[...weeks].map(([monday, days], place) => (
        <section
          key={monday}
          class={all || place < weeksAtFirst ? '' : 'is-later'}
          aria-labelledby={`week-${monday}`}
        >
          <h2 id={`week-${monday}`}>
            第 {place + 1} 周
            <span class="small num">　{sayMinutes(days.reduce((sum, day) => sum + dayMinutes(day), 0))}</span>
          </h2>
          <ol class="ledger">
            {days.map((day) => (
              <li key={day.day} class={day.day === today ? 'is-today' : ''}>
                <p class="plan-day num">
                  <b>
                    {parts(day.day).month} 月 {parts(day.day).day} 日
                  </b>
                  <span class="small">
                    <DayName day={day.day} today={today} />
                    {dayMinutes(day) > 0 && `　${sayMinutes(dayMinutes(day))}`}
                  </span>
                </p>
                {day.tasks.length === 0 ? (
                  <p class="small">休息</p>
                ) : (
                  <ul>
                    {day.tasks.map((task, index) => (
                      <li key={index}>
                        <Job task={task} />
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
      {!all && weeks.size > weeksAtFirst && (
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              setAll(true);
            }}
          >
            看全部 {weeks.size} 周
          </button>
        </div>
      )}
    </div>
  );
}

/** Near days by their nearness, on paper all by the week: a printed 明天 is soon wrong. */
function DayName({ day, today }: { day: PlainDate; today: PlainDate }) {
  const name = `周${dayNames[weekday(day)] ?? ''}`;
  const ahead = daysBetween(today, day);
  if (ahead > 1) return <>{name}</>;
  return (
    <>
      <span class="no-print">{ahead === 0 ? '今天' : '明天'}</span>
      <span class="is-paper">{name}</span>
    </>
  );
}

function Job({ task }: { task: Task }) {
  switch (task.kind) {
    case 'section':
      return (
        <>
          <a href={sectionRoute(task.section)}>
            {task.section} {sectionTitles[task.section]}
            {sayRound(task.round)}
          </a>
          <span class="small num">
            {task.minutes} 分钟{' '}
            <a class="no-print" href={practiceRoute([task.section])}>
              练这一节
            </a>
          </span>
        </>
      );
    case 'review':
      return (
        <>
          <a href={dueRoute}>复习到期的题和错题</a>
          <span class="small num">{task.minutes} 分钟</span>
        </>
      );
    case 'paper':
      return (
        <>
          <a href={routes.exam}>
            模拟卷一份{task.parts > 1 && `（可暂停，第 ${task.part}/${task.parts} 次）`}
          </a>
          <span class="small num">{task.minutes} 分钟</span>
        </>
      );
    default:
      return task satisfies never;
  }
}
