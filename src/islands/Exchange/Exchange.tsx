/** 题库导出: choose questions and a program, read what that program cannot carry, take the file along. */
import { useStore } from '@nanostores/preact';
import { useEffect, useState } from 'preact/hooks';
import { partOrder, typeNames } from '../../domain/exam/blueprint.ts';
import type { ItemType } from '../../domain/exam/question.ts';
import { formats, type Format } from '../../domain/exchange/parcel.ts';
import type { Points } from '../../domain/exchange/qti.ts';
import {
  modules,
  sectionTitles,
  sections,
  sectionsOf,
  type Level,
  type Section,
} from '../../domain/notice.ts';
import { $bank, fetchBank } from '../../stores/bank.ts';
import { $mistakes } from '../../stores/cards.ts';
import { write } from '../../stores/exchange.ts';
import { $learning, $stars, needLearning } from '../../stores/learning.ts';
import { LevelChoice } from '../LevelChoice.tsx';
import { save } from '../save.ts';

interface Props {
  /** The bank's address. */
  bank: string;
  /** Whole points of each type, as in 本站模拟卷设定. */
  points: Points;
}

const scopes = ['bank', 'mistakes', 'stars'] as const;
type Scope = (typeof scopes)[number];
const scopeNames = { bank: '整个题库', mistakes: '我的错题本', stars: '我的收藏' } as const satisfies Record<
  Scope,
  string
>;
const choices: readonly Format[] = ['anki', 'gift', 'qti', 'json'];
const toggled = <T,>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

export default function Exchange({ bank, points }: Props) {
  const shelf = useStore($bank);
  const [chosen, setChosen] = useState<readonly Section[]>(sections);
  const [types, setTypes] = useState<readonly ItemType[]>(partOrder);
  const [level, setLevel] = useState<Level | undefined>(undefined);
  const [scope, setScope] = useState<Scope>('bank');
  const learning = useStore($learning);
  const mistakes = useStore($mistakes);
  const stars = useStore($stars);
  const [format, setFormat] = useState<Format>('anki');
  const [said, setSaid] = useState('');
  useEffect(() => {
    void needLearning();
    void fetchBank(bank);
  }, [bank]);
  const ready = shelf.kind === 'ready';
  // Until the bank is here nothing can be chosen: a choice made before would be lost.
  const entries = ready
    ? shelf.items.filter(
        (entry) =>
          chosen.includes(entry.section) &&
          types.includes(entry.type) &&
          (level === undefined || entry.levels.includes(level)) &&
          (scope === 'bank' || (scope === 'mistakes' ? mistakes : stars).includes(entry.id)),
      )
    : [];
  const documents = ready ? shelf.documents : {};
  const counts = types.map(
    (type) => `${typeNames[type]} ${entries.filter((entry) => entry.type === type).length}`,
  );
  const change = (): void => {
    setSaid('');
  };
  return (
    <form
      class="exchange"
      onInput={change}
      onSubmit={(event) => {
        event.preventDefault();
        if (entries.length === 0) return;
        const { body, type } = write(format, entries, documents, points);
        const name = `碳资产管理师题库-${format}.${formats[format].file}`;
        save(body, name, type);
        setSaid(`“${name}”已交给浏览器下载，共 ${entries.length} 道题。`);
      }}
    >
      <fieldset disabled={!ready}>
        <legend>给哪个程序</legend>
        {choices.map((key) => (
          <label class="opt exchange-format" htmlFor={`format-${key}`} key={key}>
            <input
              id={`format-${key}`}
              type="radio"
              name="format"
              checked={format === key}
              onChange={() => {
                setFormat(key);
              }}
            />
            <b>{formats[key].name}</b>
            <small>{formats[key].loses}</small>
          </label>
        ))}
      </fieldset>
      <fieldset disabled={!ready}>
        <legend>题型</legend>
        {partOrder.map((type) => (
          <label class="opt" key={type}>
            <input
              type="checkbox"
              checked={types.includes(type)}
              onChange={() => {
                setTypes(toggled(types, type));
              }}
            />
            <span>{typeNames[type]}</span>
          </label>
        ))}
      </fieldset>
      <LevelChoice
        level={level}
        disabled={!ready}
        onLevel={setLevel}
        onAny={() => {
          setLevel(undefined);
        }}
      />
      <fieldset class="field exam-choices" disabled={!ready || !learning}>
        <legend>范围</legend>
        {scopes.map((one) => (
          <label class="opt" key={one}>
            <input
              type="radio"
              name="scope"
              checked={scope === one}
              onChange={() => {
                setScope(one);
              }}
            />
            {scopeNames[one]}
          </label>
        ))}
      </fieldset>
      <details class="exchange-sections">
        <summary>哪些章节：{chosen.length === sections.length ? '全部' : `${chosen.length} 节`}</summary>
        <fieldset disabled={!ready}>
          <legend class="visually-hidden">哪些章节</legend>
          {modules.map(({ id, name, title }) => {
            const all = sectionsOf(id).every((section) => chosen.includes(section));
            return (
              <div class="exchange-module" key={id}>
                <label class="opt">
                  <input
                    type="checkbox"
                    checked={all}
                    onChange={() => {
                      const rest = chosen.filter((section) => !section.startsWith(`${id}-`));
                      setChosen(all ? rest : [...rest, ...sectionsOf(id)]);
                    }}
                  />
                  <b>
                    {name} {title}
                  </b>
                </label>
                {sectionsOf(id).map((section) => (
                  <label class="opt exchange-section" key={section}>
                    <input
                      type="checkbox"
                      checked={chosen.includes(section)}
                      onChange={() => {
                        setChosen(toggled(chosen, section));
                      }}
                    />
                    <span>
                      {section} {sectionTitles[section]}
                    </span>
                  </label>
                ))}
              </div>
            );
          })}
        </fieldset>
      </details>
      <p role="status" class="num">
        {shelf.kind === 'failed'
          ? '题库没有下载下来。请检查网络后按“再试一次”。'
          : !ready
            ? '正在下载题库…'
            : entries.length === 0
              ? scope === 'bank'
                ? '这样选没有题。请至少选一个章节和一种题型。'
                : `这样选没有题：${scopeNames[scope]}里没有符合上面条件的。`
              : said || `共 ${entries.length} 道：${counts.join('，')}。`}
      </p>
      <div class="acts">
        {shelf.kind === 'failed' ? (
          <button class="btn" type="button" onClick={() => void fetchBank(bank)}>
            再试一次
          </button>
        ) : (
          <button class="btn" type="submit" disabled={entries.length === 0}>
            下载 {formats[format].name}
          </button>
        )}
      </div>
      <p class="small">微信里不能保存文件：请点右上角“…”，选“在浏览器打开”，再来这一页下载。</p>
    </form>
  );
}
