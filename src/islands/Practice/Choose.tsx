/** What to practise: what is due, 错题本, 收藏, or a draw from sections. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { sayDuration } from '../../domain/exam/attempt.ts';
import { partOrder, typeNames } from '../../domain/exam/blueprint.ts';
import { citingItems } from '../../domain/exam/citing.ts';
import { allowed, daysToLeave, standings, type Choice, type Standing } from '../../domain/exam/practice.ts';
import type { ItemType } from '../../domain/exam/question.ts';
import { dueAhead, dueOn, held, heldCards } from '../../domain/learning/due.ts';
import { samples } from '../../domain/learning/log.ts';
import { asked, limits, longestRow, portion, type Limit } from '../../domain/learning/row.ts';
import { modules, sections, sectionsOf, sectionTitles, type Section } from '../../domain/notice.ts';
import { routes } from '../../routes.ts';
import { $bank, fetchBank } from '../../stores/bank.ts';
import { $cards, $mistakes, takeOut } from '../../stores/cards.ts';
import { $learning, $stars, star } from '../../stores/learning.ts';
import {
  $kept,
  dropKept,
  entryOf,
  resumePractice,
  startPractice,
  type Wanted,
} from '../../stores/practice.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import { LevelChoice } from '../LevelChoice.tsx';
import { Listed } from './Listed.tsx';
import { forgetWish, wished, type Quick } from './wish.ts';
import { Recovered } from '../Recovered.tsx';

type Wish =
  | Quick
  | 'row'
  | { readonly items: string }
  | { readonly doc: string }
  /** All of a list, however long. */
  | { readonly whole: Quick };
const counts = [10, 20, 50, longestRow] as const;
const standingNames = {
  all: '全部',
  unseen: '没做过的',
  missed: '上次没答对的',
} as const satisfies Record<Standing, string>;

interface Props {
  bank: string;
  /** Whether it is known if a row was kept. */
  settled: boolean;
  /** What became of the last wish; empty: nothing to say. */
  said: string;
  onSaid: (said: string) => void;
}

const isDue = (wish: Wish): boolean =>
  wish === 'due' || (typeof wish === 'object' && 'whole' in wish && wish.whole === 'due');

export function Choose({ bank: url, settled, said, onSaid }: Props) {
  const bank = useStore($bank);
  const learning = useStore($learning);
  const cards = useStore($cards);
  const mistakes = useStore($mistakes);
  const stars = useStore($stars);
  const kept = useStore($kept);
  const { level } = useStore($settings);
  const [chosen, setChosen] = useState<readonly Section[]>(sections);
  const [types, setTypes] = useState<readonly ItemType[]>(partOrder);
  const [most, setMost] = useState<number>(20);
  const [standing, setStanding] = useState<Standing>('all');
  const [limit, setLimit] = useState<Limit | null>(null);
  const [wanted, setWanted] = useState<Wish | undefined>(undefined);

  // Until the script has taken over, the form cannot answer: it says so by being disabled.
  const [ready, setReady] = useState(false);
  useEffect(() => {
    setReady(true);
    const wish = wished();
    if (wish.sections.length > 0) setChosen(wish.sections);
    if (wish.items !== undefined) setWanted({ items: wish.items });
    else if (wish.doc !== undefined) setWanted({ doc: wish.doc });
    else if (wish.quick) setWanted(wish.quick);
  }, []);

  const entries = bank.kind === 'ready' ? bank.items : undefined;
  const turns = useMemo(() => (cards && entries ? heldCards(cards, entries) : cards), [cards, entries]);
  const due = learning && turns ? dueOn(turns, learning.today) : [];
  const ahead = learning && turns ? dueAhead(turns, learning.today, 7) : [];
  const here = (list: readonly string[]): readonly string[] => (entries ? held(list, entries) : list);
  const coming = ahead.slice(1).reduce((sum, { count }) => sum + count, 0);

  const found = useMemo(() => samples(learning?.log ?? []), [learning?.log]);
  const choice: Choice = { level, sections: chosen, types, standing };
  const fit = bank.kind === 'ready' && learning ? allowed(bank.items, choice, found).length : undefined;

  /** @returns what to begin, or a sentence why not */
  const meant = (wish: Wish, isItem: (id: string) => boolean): Wanted | string => {
    if (wish === 'row') return { kind: 'drawn', choice, found, most };
    if (typeof wish === 'object' && 'doc' in wish) {
      const citing = bank.kind === 'ready' ? citingItems(bank.items, wish.doc) : [];
      return citing.length > 0
        ? { kind: 'these', items: citing.slice(0, longestRow), mixed: false }
        : '题库里没有引用这份文件的题，请从下面另选。';
    }
    if (typeof wish === 'object' && 'items' in wish) {
      const { items, unknown } = asked(wish.items, isItem);
      if (items.length === 0) return '这个链接里没有题库现有的题，请从下面另选。';
      if (unknown > 0) onSaid(`链接里有 ${unknown} 道题不在现在的题库里，已略过。`);
      return { kind: 'these', items, mixed: false };
    }
    const lists = { mistakes, due, stars } satisfies Record<Quick, readonly string[]>;
    const empty = {
      mistakes: '错题本里现在没有题。',
      due: '今天没有到期的题。',
      stars: '还没有收藏的题。',
    } satisfies Record<Quick, string>;
    const quick = typeof wish === 'object' ? wish.whole : wish;
    const items = lists[quick].filter(isItem).slice(0, typeof wish === 'object' ? longestRow : portion);
    return items.length > 0 ? { kind: 'these', items, mixed: quick === 'stars' } : empty[quick];
  };
  const start = (wish: Wish): void => {
    onSaid('');
    if (bank.kind !== 'ready' || !learning || (isDue(wish) && !cards)) {
      setWanted(wish);
      void fetchBank(url);
      return;
    }
    setWanted(undefined);
    const what = meant(wish, (id) => entryOf(bank, id) !== undefined);
    forgetWish();
    if (typeof what === 'string') onSaid(what);
    else startPractice(what, bank, wish === 'row' ? limit : null);
  };
  const waiting = wanted !== undefined && settled && !kept;
  useEffect(() => {
    if (waiting && bank.kind === 'waiting') void fetchBank(url);
    if (waiting && bank.kind === 'ready' && learning && (!isDue(wanted) || cards)) start(wanted);
  });

  const toggle = (some: readonly Section[], on: boolean): void => {
    setChosen(sections.filter((one) => (some.includes(one) ? on : chosen.includes(one))));
  };
  const none = chosen.length === 0 || types.length === 0;
  const ways: readonly Omit<WayProps, 'onStart'>[] = [
    {
      wish: 'due',
      name: '今天到期',
      count: due.length,
      act: '复习',
      first: '最急的',
      rule: `按遗忘曲线安排：答错或猜的第二天再来，答对的隔得越来越久。${coming > 0 ? `此后六天还有 ${coming} 题。` : ''}`,
    },
    {
      wish: 'mistakes',
      name: '错题本',
      count: here(mistakes).length,
      act: '练',
      first: '最近的',
      rule: `答错、少选、没答和猜的题进来，模拟考试的也算；此后在 ${daysToLeave} 个不同的日子（北京时间）各答对一次，就出去。`,
    },
    {
      wish: 'stars',
      name: '收藏',
      count: here(stars).length,
      act: '练',
      first: '最近的',
      rule: '练习和看解析时按“收藏”，题就到这里。',
    },
  ];
  const shelves = [
    {
      title: '看错题本里的题',
      items: mistakes,
      words: ['移出错题本', '放回错题本'],
      set: (id: string, on: boolean) => takeOut(id, !on),
    },
    { title: '看收藏的题', items: stars, words: ['取消收藏', '放回收藏'], set: star },
  ] as const;
  return (
    <div class="wrap practice">
      <h1>练习</h1>
      <p class="lead">
        答完一题马上看答案、每个选项的理由和依据。想整卷计时，请到<a href={routes.exam}>模拟考试</a>
        ；练到什么程度了，看<a href={routes.progress}>学习进度</a>。
      </p>
      <Recovered />
      {learning && !learning.durable && (
        <p class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录。</b>
          可以照常练习，但关闭或刷新页面后，错题本、收藏和到期的题就没有了。
        </p>
      )}
      {kept && settled && (
        <section class="bar practice-kept" aria-label="没做完的一组">
          <p>
            <b>上次的练习还没做完</b>
            <span class="small">
              　第 {kept.place + 1} 题，共 {kept.items.length} 题，练了 {sayDuration(kept.active)}。
            </span>
          </p>
          <div class="acts">
            <button
              class="btn"
              type="button"
              onClick={() => {
                if (bank.kind === 'ready') resumePractice(bank.byId);
                else void fetchBank(url);
              }}
            >
              {bank.kind === 'loading' ? '题库正在下载…' : '接着练'}
            </button>
            <button class="btn quiet" type="button" onClick={dropKept}>
              {wanted ? '不要了，开始新的一组' : '不要了'}
            </button>
          </div>
        </section>
      )}
      {said && (
        <p class="bar ask" role="status">
          {said}
        </p>
      )}
      {learning && (
        <section class="practice-ways" aria-label="现在可以练的">
          <ul class="ledger">
            {ways.map((way) => (
              <Way
                key={way.wish}
                {...way}
                onStart={(whole) => {
                  start(whole ? { whole: way.wish } : way.wish);
                }}
              />
            ))}
          </ul>
          {shelves.map(({ title, items, words, set }) => (
            <Listed
              key={title}
              title={title}
              items={items}
              words={words}
              bank={bank.kind === 'ready' ? bank : undefined}
              onOpen={() => {
                void fetchBank(url);
              }}
              onPractise={(ids) => {
                start({ items: ids.join(',') });
              }}
              onSet={(id, on) => {
                void set(id, on);
              }}
            />
          ))}
        </section>
      )}
      <form
        onFocusCapture={() => {
          void fetchBank(url);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!none) start('row');
        }}
      >
        <h2>随机抽题</h2>
        <fieldset disabled={!ready}>
          <LevelChoice
            level={level}
            onLevel={(one) => {
              changeSettings({ level: one });
            }}
          />
          <fieldset class="field exam-choices">
            <legend>题型</legend>
            {partOrder.map((type) => (
              <label class="opt" key={type}>
                <input
                  type="checkbox"
                  checked={types.includes(type)}
                  onChange={() => {
                    setTypes(partOrder.filter((one) => types.includes(one) !== (one === type)));
                  }}
                />
                {typeNames[type]}
              </label>
            ))}
          </fieldset>
          <div class="practice-pair">
            <div class="field">
              <label htmlFor="practice-standing">哪些题</label>
              <select
                id="practice-standing"
                value={standing}
                onChange={({ currentTarget: { value } }) => {
                  setStanding(standings.find((one) => one === value) ?? 'all');
                }}
              >
                {standings.map((one) => (
                  <option key={one} value={one}>
                    {standingNames[one]}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label htmlFor="practice-most">题数</label>
              <select
                id="practice-most"
                value={most}
                onChange={(event) => {
                  setMost(Number(event.currentTarget.value));
                }}
              >
                {counts.map((one) => (
                  <option key={one} value={one}>
                    {one === longestRow ? '全部' : `${one} 题`}
                  </option>
                ))}
              </select>
            </div>
            <div class="field">
              <label htmlFor="practice-limit">时间</label>
              <select
                id="practice-limit"
                value={limit ?? ''}
                onChange={(event) => {
                  const minutes = Number(event.currentTarget.value);
                  setLimit(limits.find((one) => one === minutes) ?? null);
                }}
              >
                <option value="">不限时</option>
                {limits.map((one) => (
                  <option key={one} value={one}>
                    {one} 分钟
                  </option>
                ))}
              </select>
            </div>
          </div>
          <fieldset class="field">
            <legend>章节</legend>
            <div class="acts">
              <button
                class="btn quiet"
                type="button"
                onClick={() => {
                  setChosen(sections);
                }}
              >
                全选
              </button>
              <button
                class="btn quiet"
                type="button"
                onClick={() => {
                  setChosen([]);
                }}
              >
                全不选
              </button>
            </div>
            <div class="cols practice-sections">
              {modules.map(({ id, name, title }) => {
                const own = sectionsOf(id);
                return (
                  <fieldset key={id}>
                    <legend>
                      {name}　<span class="small">{title}</span>
                    </legend>
                    {own.length > 1 && (
                      <label class="opt">
                        <input
                          type="checkbox"
                          checked={own.every((one) => chosen.includes(one))}
                          onChange={(event) => {
                            toggle(own, event.currentTarget.checked);
                          }}
                        />
                        {name}全部
                      </label>
                    )}
                    {own.map((section) => (
                      <label class="opt" key={section}>
                        <input
                          type="checkbox"
                          checked={chosen.includes(section)}
                          onChange={(event) => {
                            toggle([section], event.currentTarget.checked);
                          }}
                        />
                        <span class="num">{section}</span>
                        <span>{sectionTitles[section]}</span>
                      </label>
                    ))}
                  </fieldset>
                );
              })}
            </div>
          </fieldset>
          <div class="acts">
            <button class="btn" type="submit" disabled={none || fit === 0}>
              {waiting ? '题库正在下载…' : '开始练习'}
            </button>
          </div>
          <p class="small num" role="status">
            {none
              ? '至少选一个章节和一种题型。'
              : fit === undefined
                ? ''
                : fit === 0
                  ? '这样选没有题，请换一个条件。'
                  : `符合的有 ${fit} 题${most < fit ? `，从中随机抽 ${most} 题` : ''}。`}
          </p>
          {bank.kind === 'failed' && (
            <p class="bar bad" role="alert">
              题库没有下载下来。请检查网络，再按一次“开始练习”。
            </p>
          )}
          <p class="small">
            计时只算真正在做题的时间：切到别处、熄屏都不算。每道题的对错记在这台设备的浏览器里（IndexedDB）；不上传。
          </p>
        </fieldset>
      </form>
    </div>
  );
}

interface WayProps {
  wish: Quick;
  name: string;
  count: number;
  /** What the button does, in a word. */
  act: string;
  /** Which of a long list come first. */
  first: string;
  /** How items come to the list, and go. */
  rule: string;
  onStart: (whole: boolean) => void;
}

/** A long list is offered in portions: nobody sits down to three hundred questions. */
const Way = ({ name, count, act, first, rule, onStart }: WayProps) => (
  <li>
    <p>
      <b class="num">
        {name}：{count} 题
      </b>
      <span class="small">{rule}</span>
    </p>
    {count > 0 && (
      <span class="practice-way-acts">
        <button
          class="btn quiet num"
          type="button"
          onClick={() => {
            onStart(false);
          }}
        >
          {act}
          {count > portion ? `${first} ${portion} 题` : act === '练' ? name : '到期的题'}
        </button>
        {count > portion && (
          <button
            class="btn quiet num"
            type="button"
            aria-label={`${act}${name}全部 ${Math.min(count, longestRow)} 题`}
            onClick={() => {
              onStart(true);
            }}
          >
            全部 {Math.min(count, longestRow)} 题
          </button>
        )}
      </span>
    )}
  </li>
);
