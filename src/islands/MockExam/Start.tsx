/** Before a paper: what is kept and how, resuming, the choice of paper and time, the papers sat before. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  counts,
  due,
  sayClock,
  timeLeft,
  timeUsed,
  sayDuration,
  type Factor,
} from '../../domain/exam/attempt.ts';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { readNumber } from '../../domain/exam/number.ts';
import { isPaper, paperOf } from '../../domain/exam/paper.ts';
import { levelNames } from '../../domain/notice.ts';
import { byHandRoute, printRoute } from '../../routes.ts';
import { $bank } from '../../stores/bank.ts';
import { $history, asideFile, begin, prepare, remove, reopenAttempt } from '../../stores/exam.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import type { Kept } from '../../stores/vault.ts';
import type { History } from './History.tsx';
import { Settings } from './Setting.tsx';
import { save } from '../save.ts';
import { modeNames, sayFactor, sayProblem } from './words.ts';
import { useNow } from '../select.ts';
import { whenIdle } from '../when-idle.ts';
import { Recovered } from '../Recovered.tsx';

/** The list of papers, once it has come. */
let list: typeof History | undefined;

interface Props {
  blueprints: readonly Blueprint[];
  timeFactors: readonly number[];
  /** Somebody reaches for the start: the bank is wanted now. */
  onReach: () => void;
}

export function Start({ blueprints, timeFactors, onReach }: Props) {
  const history = useNow($history);
  const bank = useNow($bank);
  const { level, mode, factor } = useNow($settings);
  const [number, setNumber] = useState('');
  /** The 卷号 in the address: somebody sent it. */
  const [sent, setSent] = useState('');
  const [problem, setProblem] = useState('');
  const [wanted, setWanted] = useState(false);
  // Until the script has taken over, the form cannot answer: it says so by being disabled.
  const [ready, setReady] = useState(false);
  const blueprint = blueprints.find((one) => one.level === level);

  useEffect(() => {
    setReady(true);
    const look = (): void => {
      const given = new URLSearchParams(location.hash.slice(1)).get('paper')?.slice(0, 40);
      if (given === undefined) return;
      setNumber(given);
      setSent(given);
    };
    look();
    window.addEventListener('hashchange', look);
    return () => {
      window.removeEventListener('hashchange', look);
    };
  }, []);

  const [List, setList] = useState(() => list);
  const [missing, setMissing] = useState(false);
  const fetchList = (): void => {
    setMissing(false);
    import('./Result.tsx').then(
      ({ History }) => {
        list = History;
        setList(() => History);
      },
      () => {
        setMissing(true);
      },
    );
  };
  useEffect(fetchList, []);

  // The next paper is set while nobody waits.
  const settled = history.kind === 'ready';
  useEffect(() => {
    if (!blueprint || bank.kind !== 'ready' || !settled) return undefined;
    return whenIdle(() => {
      prepare({ blueprint, mode, factor, number: '' }, bank.items);
    });
  }, [blueprint, mode, factor, bank, history]);

  const start = (): void => {
    if (!blueprint) return;
    if (bank.kind !== 'ready') {
      setWanted(true);
      onReach();
      return;
    }
    const found = begin({ blueprint, mode, factor, number }, blueprints, bank.items);
    setProblem(found ? sayProblem(found) : '');
  };
  useEffect(() => {
    if (!wanted || bank.kind !== 'ready') return;
    setWanted(false);
    start();
  });

  // The pressed button goes with what it deleted or brought back: focus goes on to the paper's next one.
  const pressed = useRef('');
  useEffect(() => {
    if (pressed.current === '') return;
    document.querySelector<HTMLElement>(`[data-paper="${pressed.current}"] button`)?.focus();
    pressed.current = '';
  }, [history]);
  const onRemove = (id: string, away: boolean): void => {
    pressed.current = id;
    void remove(id, away);
  };

  const kept = history.kind === 'ready' ? history.kept : [];
  const running = kept.filter(
    ({ record, state }) => record.deletedAt === undefined && state.endedAt === undefined,
  );
  const ended = useMemo(() => kept.filter(({ state }) => state.endedAt !== undefined), [history]);
  const minutes = blueprint?.minutes ?? 120;
  /** The level a 卷号 names by itself. */
  const named = useMemo(() => {
    const read = readNumber(number);
    return 'kind' in read ? undefined : blueprints.find((one) => one.id === read.blueprint);
  }, [number, blueprints]);
  const button = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="wrap exam-start">
      <h1>模拟考试</h1>
      <p class="lead">
        与正式考试同样的三种题型：120 分钟、100 分、60 分及格。交卷后逐题给出答案、每个选项的理由和依据。
      </p>
      <Recovered />
      {history.kind === 'ready' && !history.durable && (
        <div class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录。</b>
          可以照常答题和交卷，但关闭或刷新这个页面，答案就没有了。
          {history.why === 'newer'
            ? '原因是这台设备上已经用过本站更新的版本：请关掉本站其他标签页，再刷新这一页。'
            : '想要保存，请退出无痕模式或换一个浏览器再开始。'}
        </div>
      )}
      {sent !== '' && (
        <Sent
          number={sent}
          blueprints={blueprints}
          done={ended.flatMap(({ record }) => (record.deletedAt === undefined ? [record.sheet.number] : []))}
        />
      )}
      {running.map((one) => (
        <Resume key={one.record.sheet.id} kept={one} onRemove={onRemove} />
      ))}
      <form
        class="exam-form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
        onPointerEnter={onReach}
        onFocusCapture={onReach}
      >
        <h2>{running.length > 0 ? '另开一份试卷' : '开始一份试卷'}</h2>
        <fieldset disabled={!ready}>
          <fieldset class="field exam-choices">
            <legend>级别</legend>
            {blueprints.map((one) => (
              <label class="opt" key={one.id}>
                <input
                  type="radio"
                  name="level"
                  checked={one.level === level}
                  onChange={() => {
                    changeSettings({ level: one.level });
                  }}
                />
                {levelNames[one.level].full}
              </label>
            ))}
          </fieldset>
          <fieldset class="field exam-choices">
            <legend>计时方式</legend>
            <label class="opt" htmlFor="exam-mode-strict">
              <input
                id="exam-mode-strict"
                type="radio"
                name="mode"
                checked={mode === 'strict'}
                onChange={() => {
                  changeSettings({ mode: 'strict' });
                }}
              />
              <span>
                仿真考试<small>时间照走，离开、刷新也不停表；到时自动交卷</small>
              </span>
            </label>
            <label class="opt" htmlFor="exam-mode-practice">
              <input
                id="exam-mode-practice"
                type="radio"
                name="mode"
                checked={mode === 'practice'}
                onChange={() => {
                  changeSettings({ mode: 'practice' });
                }}
              />
              <span>
                可暂停<small>只计实际答题的时间；到时问你是否继续</small>
              </span>
            </label>
          </fieldset>
          <div class="exam-pair">
            <div class="field">
              <label htmlFor="exam-factor">时限</label>
              <select
                id="exam-factor"
                value={String(factor)}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  const chosen: Factor = value === 'none' ? 'none' : Number(value);
                  changeSettings({ factor: chosen });
                }}
              >
                {timeFactors.map((one) => (
                  <option key={one} value={String(one)}>
                    {sayFactor(one, minutes)}
                  </option>
                ))}
                <option value="none">{sayFactor('none', minutes)}</option>
              </select>
              <p class="hint">需要更多时间的人可以放宽，成绩上会注明。</p>
            </div>
            <div class="field">
              <label htmlFor="exam-number">卷号（可不填）</label>
              <input
                ref={field}
                id="exam-number"
                class="num"
                value={number}
                maxLength={40}
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                aria-describedby={problem === '' ? 'exam-number-hint' : 'exam-number-problem'}
                aria-invalid={problem !== ''}
                onInput={(event) => {
                  setNumber(event.currentTarget.value);
                  setProblem('');
                }}
              />
              {problem === '' ? (
                <p class="hint" id="exam-number-hint">
                  {named
                    ? `这是${levelNames[named.level].short}的卷号：按它出卷，与上面选的级别无关。`
                    : '填别人给的卷号，做同一份试卷；不填就抽一份你做过的题最少的。'}
                </p>
              ) : (
                <p class="err" id="exam-number-problem" role="alert">
                  {problem}
                </p>
              )}
            </div>
          </div>
          <div class="acts">
            <button class="btn" type="submit" ref={button} aria-disabled={wanted}>
              {wanted ? '题库正在下载…' : '开始答题'}
            </button>
            <a class="btn quiet" href={printRoute(named ? number.trim() : undefined)}>
              打印试卷
            </a>
            <a class="btn quiet" href={byHandRoute(named ? number.trim() : undefined)}>
              录入手工答卷
            </a>
          </div>
          {bank.kind === 'failed' && (
            <p class="bar bad" role="alert">
              题库没有下载下来，还不能组卷。请检查网络，再按一次“开始答题”。
            </p>
          )}
          <p class="small exam-kept">
            {history.kind === 'ready' && !history.durable
              ? '这一次的答案只留在打开着的这个页面里。'
              : '每作答一题，答案立即写入这台设备的浏览器（IndexedDB），写完才显示“已保存”；关机、刷新后可以接着答。不上传。清除浏览数据会一并清除；苹果系统的浏览器可能在七天不访问后自动清除。'}
          </p>
        </fieldset>
      </form>
      {blueprint && <Settings blueprint={blueprint} />}
      {List && (
        <List
          ended={ended}
          deleted={kept.filter(({ record }) => record.deletedAt !== undefined)}
          onRemove={onRemove}
          onAgain={(again) => {
            // Where the bank has changed since, that is said at once, and where to act on it.
            const found = bank.kind === 'ready' ? paperOf(again, blueprints, bank.items) : undefined;
            const lost = found !== undefined && !isPaper(found);
            setNumber(again);
            setProblem(lost ? sayProblem(found) : '');
            (lost ? field : button).current?.focus();
          }}
        />
      )}
      {missing && ended.length > 0 && (
        <div class="bar bad" role="alert">
          你做过的 {ended.length} 份试卷都在，只是列表没有下载下来。
          <button class="btn quiet" type="button" onClick={fetchList}>
            再下载一次
          </button>
        </div>
      )}
      {history.kind === 'ready' && history.newer > 0 && (
        <div class="bar ask" role="status">
          有 {history.newer}{' '}
          条记录由本站更新的版本写成，这里原样留着，没有改动。刷新页面，换成新版本就能看到。
        </div>
      )}
      {history.kind === 'ready' && history.aside > 0 && (
        <div class="bar ask">
          有 {history.aside} 条记录读不出来，已另外放好，没有删除。
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void asideFile().then((text) => {
                save(text, '读不出的记录.json');
              });
            }}
          >
            导出这些记录
          </button>
        </div>
      )}
    </div>
  );
}

interface Removing {
  /** Deletes a paper, or takes that back. */
  onRemove: (id: string, away: boolean) => void;
}

function Resume({ kept: { record, state }, onRemove }: Removing & { kept: Kept }) {
  const { sheet } = record;
  const now = Date.now();
  const left = timeLeft(sheet, state, now);
  const { all, answered } = counts(sheet, state);
  return (
    <section class="bar exam-resume" data-paper={sheet.id} aria-label="未交的试卷">
      <p>
        <b>
          有一份没交的试卷：{levelNames[sheet.level].short}·{modeNames[sheet.mode]}
        </b>
        <span class="num">　卷号 {sheet.number}</span>
      </p>
      <p class="num">
        已用 {sayDuration(timeUsed(sheet, state, now))}，
        {left === undefined ? '不限时' : `还剩 ${sayClock(left)}`}
        ；已答 {answered.length} / {all} 题。
        {sheet.mode === 'strict' && left !== undefined && '离开期间时间照走。'}
      </p>
      <div class="acts">
        <button
          class="btn"
          type="button"
          onClick={() => {
            void reopenAttempt(sheet.id);
          }}
        >
          {due(sheet, state, now) === 'expire' ? '看成绩' : '接着答'}
        </button>
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            onRemove(sheet.id, true);
          }}
        >
          删除这份试卷
        </button>
      </div>
    </section>
  );
}

interface SentProps {
  number: string;
  blueprints: readonly Blueprint[];
  /** Papers the visitor has sat before. */
  done: readonly string[];
}

/** A paper that came in a link: which one it is, and whether it can still be set. */
function Sent({ number, blueprints, done }: SentProps) {
  const bank = useNow($bank);
  const paper = useMemo(
    () => (bank.kind === 'ready' ? paperOf(number, blueprints, bank.items) : undefined),
    [number, blueprints, bank],
  );
  const blueprint = paper && isPaper(paper) && blueprints.find((one) => one.id === paper.blueprint);
  return (
    <div class={`bar ${paper && !isPaper(paper) ? 'bad' : ''}`} role="status">
      <b>有人请你做卷号 {number.toUpperCase()} 的试卷。</b>
      {paper === undefined && '正在下载题库，核对这份试卷还能不能出…'}
      {blueprint &&
        `${levelNames[blueprint.level].full}，${paper.questions.length} 题；题目、题序、选项次序和对方的一样。卷号已填好，选好计时方式，按“开始答题”。`}
      {paper && !isPaper(paper) && sayProblem(paper)}
      {done.includes(paper && isPaper(paper) ? paper.number : number.toUpperCase()) &&
        '你做过这份试卷，成绩在下面的列表里。'}
    </div>
  );
}
