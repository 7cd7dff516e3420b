/**
 * The balance of the bank, for its editors: what no single item shows. It reports and never fails.
 *   npm run bank:report
 */
import { readdirSync, readFileSync } from 'node:fs';
import { typeNames } from '../domain/exam/blueprint.ts';
import type { ChoiceItem, Item } from '../domain/exam/question.ts';
import { instance } from '../domain/exam/template.ts';
import { sections } from '../domain/notice.ts';
import { bank, facts, templates } from '../schema/content.ts';
import { citedIn } from '../schema/register.ts';

const items = bank();
const drawn = templates();
const of = (type: Item['type']): readonly Item[] => items.filter((item) => item.type === type);
const isSingle = (item: Item): item is ChoiceItem => item.type === 'single';
const isMultiple = (item: Item): item is ChoiceItem => item.type === 'multiple';
const singles = items.filter(isSingle);
const multiples = items.filter(isMultiple);
const percent = (part: number, whole: number): string =>
  `${((part / Math.max(1, whole)) * 100).toFixed(1)} %`;
const tally = <T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a.localeCompare(b, 'zh')));
};
const row = (counts: ReadonlyMap<string, number>): string =>
  [...counts].map(([name, count]) => `${name} ${String(count)}`).join(' · ');
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const head = (title: string): void => {
  console.log(`\n${title}`);
};

console.log(`${String(items.length)} 道固定题，${String(drawn.length)} 个计算模板`);
head('章节：单选（其中模板）/ 多选 / 简答');
for (const section of sections) {
  const here = items.filter((item) => item.section === section);
  const count = (type: Item['type']): number => here.filter((item) => item.type === type).length;
  const own = drawn.filter((one) => one.section === section).length;
  console.log(
    `  ${section}  ${String(count('single') + own).padStart(3)}（${String(own)}） / ${String(count('multiple'))} / ${String(count('short'))}`,
  );
}
head('难度、认知');
for (const [type, name] of Object.entries(typeNames)) {
  const here = [...items, ...drawn].filter((item) => item.type === type);
  console.log(
    `  ${name}  难度 ${row(tally(here, (one) => String(one.difficulty)))}；${row(tally(here, (one) => one.cognitive))}`,
  );
}

head('单选答案的位置（各 20–30 % 为宜；开卷时另行打乱）');
for (const [place, count] of tally(singles, (item) => item.key[0] ?? ''))
  console.log(`  ${place}  ${percent(count, singles.length)}`);
const longest = singles.filter((item) => {
  const right = item.options.find((one) => one.id === item.key[0])?.text.length ?? 0;
  return item.options.every((one) => one.id === item.key[0] || one.text.length < right);
});
head(`单选中正确项最长的：${percent(longest.length, singles.length)}（≤ 30 % 为宜）`);
head(`多选答案的个数：${row(tally(multiples, (item) => `${String(item.key.length)} 个`))}`);
const negative = items.filter((item) =>
  /不正确|错误的|不属于|不包括|不符合|不应|不得.{0,6}的是|除外/.test(item.stem),
);
head(
  `否定题干：${percent(negative.length, items.length)}（≤ 8 % 为宜）  ${negative.map((item) => item.id).join(' ')}`,
);
const absolute = [...singles, ...multiples].flatMap((item) =>
  item.options
    .filter((one) => /一律|必须全部|任何情况|绝对|所有.{0,8}都|从不|永远/.test(one.text))
    .map((one) => `${item.id}${one.id}${item.key.includes(one.id) ? '（对）' : ''}`),
);
head(`含绝对化词语的选项：${absolute.join(' ') || '没有'}`);

const grams = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)));
const stems = [
  ...items.map(({ id, stem }) => ({ id, own: grams(stem) })),
  ...drawn.map((one) => ({ id: one.id, own: grams(instance(one, 0).stem) })),
];
const near: (readonly [number, string])[] = [];
stems.forEach((a, index) => {
  for (const b of stems.slice(index + 1)) {
    const shared = [...a.own].filter((gram) => b.own.has(gram)).length;
    const likeness = shared / Math.max(1, a.own.size + b.own.size - shared);
    if (likeness > 0.4) near.push([likeness, `${a.id} ~ ${b.id}`]);
  }
});
head('题干最相近的（相同三字组的比例，构建在 60 % 处拒绝）');
for (const [likeness, pair] of near.sort(([a], [b]) => b - a).slice(0, 12))
  console.log(`  ${percent(likeness, 1)}  ${pair}`);

const used = tally(
  [...items, ...drawn].flatMap((item) => item.facts),
  (id) => id,
);
const noted = new Set(
  readdirSync('content/syllabus').flatMap((file) =>
    citedIn(readFileSync(`content/syllabus/${file}`, 'utf8')),
  ),
);
const settled = facts().filter((one) => one.grade !== 'C');
const never = settled.filter((one) => !used.has(one.id));
head(
  `事实：${String(settled.length)} 条可用，题目用到 ${String(settled.length - never.length)} 条；用得最多的 ${[
    ...used,
  ]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([id, count]) => `${id}×${String(count)}`)
    .join(' ')}`,
);
console.log(
  `  题目没用而笔记用了的：${
    never
      .filter((one) => noted.has(one.id))
      .map((one) => one.id)
      .join(' ') || '没有'
  }`,
);
console.log(
  `  题目和笔记都没用的：${
    never
      .filter((one) => !noted.has(one.id))
      .map((one) => one.id)
      .join(' ') || '没有'
  }`,
);

head('阅读量（字数：题干加选项；中位数，最长的一道）');
for (const type of ['single', 'multiple', 'short'] as const) {
  const lengths = of(type).map(
    (item) =>
      [
        item.stem.length +
          ('options' in item ? item.options.reduce((sum, one) => sum + one.text.length, 0) : 0),
        item.id,
      ] as const,
  );
  const most = [...lengths].sort(([a], [b]) => b - a)[0];
  console.log(
    `  ${typeNames[type]}  ${String(median(lengths.map(([length]) => length)))}，${String(most?.[0] ?? 0)}（${most?.[1] ?? '–'}）`,
  );
}
head('模板的错误各有几种');
console.log(`  ${row(tally(drawn, (one) => `${String(one.mistakes.length)} 种`))}`);
