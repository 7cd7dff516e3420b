/**
 * The balance of the bank, for its editors: what no single item shows. It reports and never fails; the limits are held
 * by tests/house/bank.test.ts.
 *   npm run bank:report
 */
import { readdirSync, readFileSync } from 'node:fs';
import {
  alike,
  alikePairs,
  balance,
  limits,
  outside,
  stemsOf,
  supplies,
  type Share,
} from '../domain/exam/balance.ts';
import { cognitiveNames, countOf, partOrder, typeNames } from '../domain/exam/blueprint.ts';
import { cognitiveLevels } from '../domain/exam/question.ts';
import { isTemplate } from '../domain/exam/template.ts';
import { levels, levelNames, sections } from '../domain/notice.ts';
import { bankFaults, shelf } from '../schema/bank-rules.ts';
import { blindChecks, facts } from '../schema/content.ts';
import { citedIn } from '../schema/register.ts';

const all = shelf();
const { bank, papers } = all;
const found = balance(bank);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const head = (title: string): void => {
  console.log(`\n${title}`);
};
const line = (text: string): void => {
  console.log(`  ${text}`);
};
const names = (items: readonly string[]): string => (items.length === 0 ? '没有' : items.join(' '));
const shared = ({ share, items }: Share): string => `${percent(share)}  ${names(items)}`;

console.log(`${String(found.items)} 道固定题，${String(found.templates)} 个计算模板`);

head('供给：章节 × 级别 × 题型，易/中/难（＋模板）');
const table = supplies(bank);
line(
  [
    '章节',
    ...levels.flatMap((level) => partOrder.map((type) => `${levelNames[level].short}${typeNames[type]}`)),
  ].join('  '),
);
for (const section of sections)
  line(
    [
      section,
      ...levels.flatMap((level) =>
        partOrder.map((type) => {
          const cell = table.find(
            (one) => one.section === section && one.level === level && one.type === type,
          );
          const drawn = cell && cell.drawn > 0 ? `＋${String(cell.drawn)}` : '';
          return `${cell?.fixed.join('/') ?? ''}${drawn}`.padEnd(10);
        }),
      ),
    ].join('  '),
  );

head('单选答案的位置（各 20–30 %；开卷时另行打乱）');
line(
  Object.entries(found.keyPlaces)
    .map(([place, share]) => `${place} ${percent(share)}`)
    .join(' · '),
);
head(`单选中正确项最长的（不超过 ${percent(limits.longestRight)}）`);
line(shared(found.longestRight));
head('单选中正确项最短的');
line(percent(found.shortestRight.share));
head('多选答案的个数');
line(
  Object.entries(found.keyCounts)
    .map(([count, items]) => `${count} 个 ${String(items)}`)
    .join(' · '),
);
head(`否定题干（不超过 ${percent(limits.negative)}）`);
line(shared(found.negative));
head('含绝对化词语的选项');
line(names(found.absolute));
head('认知层次（识记不超过三分之一，应用和分析不少于三分之一）');
line(cognitiveLevels.map((one) => `${cognitiveNames[one]} ${percent(found.cognitive[one])}`).join(' · '));
for (const { section, recall, useful } of found.sections)
  line(`${section}  识记 ${percent(recall)} · 应用和分析 ${percent(useful)}`);

const { stems, wholes } = stemsOf(bank);
head(
  `题干最相近的（相同三字组的比例；过 ${percent(alike.enemies)} 须互斥，过 ${percent(alike.stem)} 或连选项过 ${percent(alike.whole)} 构建不通过）`,
);
for (const { a, b, likeness } of alikePairs(stems, 0.4).slice(0, 12))
  line(`${percent(likeness)}  ${a} ~ ${b}`);
head('连选项最相近的');
for (const { a, b, likeness } of alikePairs(wholes, 0.3).slice(0, 5))
  line(`${percent(likeness)}  ${a} ~ ${b}`);

const used = new Map<string, number>();
for (const id of bank.flatMap((one) => one.facts)) used.set(id, (used.get(id) ?? 0) + 1);
const noted = new Set(
  readdirSync('content/syllabus').flatMap((file) =>
    citedIn(readFileSync(`content/syllabus/${file}`, 'utf8')),
  ),
);
const settled = facts().filter((one) => one.grade !== 'C');
const never = settled.filter((one) => !used.has(one.id)).map(({ id }) => id);
head(`事实：${String(settled.length)} 条可用，题目用到 ${String(settled.length - never.length)} 条`);
line(
  `用得最多的：${[...used]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8)
    .map(([id, count]) => `${id}×${String(count)}`)
    .join(' ')}`,
);
line(`题目没用而笔记用了的：${names(never.filter((id) => noted.has(id)))}`);
line(`题目和笔记都没用的：${names(never.filter((id) => !noted.has(id)))}`);

head('阅读量（字数：题干加选项）');
for (const { type, median, most, longest } of found.reading)
  line(`${typeNames[type]}  中位数 ${String(median)}，最长 ${String(most)}（${longest}）`);
for (const paper of papers) {
  const words = found.reading.reduce((sum, { type, median }) => sum + median * countOf(paper, type), 0);
  line(`${levelNames[paper.level].short}一份卷约 ${String(words)} 字`);
}

head('模板的错误各有几种');
const kinds = new Map<number, number>();
for (const one of bank)
  if (isTemplate(one)) kinds.set(one.mistakes.length, (kinds.get(one.mistakes.length) ?? 0) + 1);
line([...kinds].map(([count, templates]) => `${String(count)} 种 ${String(templates)}`).join(' · '));

head('盲做第一遍与答案一致的');
const rounds = blindChecks();
const sum = (key: 'items' | 'agreed'): number => rounds.reduce((total, one) => total + one[key], 0);
line(`${String(sum('agreed'))} / ${String(sum('items'))}`);

const faults = [...bankFaults(all), ...outside(found)];
head(`不合规则或限度的：${faults.length === 0 ? '没有' : ''}`);
for (const fault of faults) line(fault);
