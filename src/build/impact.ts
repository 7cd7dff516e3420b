/**
 * What to read again when a document, a fact or a clause of the notice changes.
 *   npm run impact -- measures-2020
 *   npm run impact -- M-298
 *   npm run impact -- junior-1
 */
import { sources } from '../schema/content.ts';
import { impactOf, touchedKinds, type TouchedKind } from './impact-of.ts';

const kinds = {
  facts: '事实',
  items: '题目',
  templates: '计算模板',
  factors: '数值（content/factors.yaml）',
  notes: '学习笔记',
  changes: '2021 年以来的变化',
  rules: '报考条件的规则',
  people: '按人举例',
  code: '代码',
} as const satisfies Record<TouchedKind, string>;

const [wanted = ''] = process.argv.slice(2);
const found = impactOf(wanted);
if (!found) {
  console.error(
    `用法：npm run impact -- <content/sources.yaml 里的文件 id、事实编号、通知的条款（junior-1），或 notice>\n没有“${wanted}”。`,
  );
  const near = sources().filter(
    (one) => wanted !== '' && (one.id.includes(wanted) || one.title.includes(wanted)),
  );
  for (const one of near.slice(0, 20)) console.error(`  ${one.id}  ${one.title}`);
  process.exit(1);
}
const short = (text: string): string => (text.length > 46 ? `${text.slice(0, 45)}…` : text);
console.log(`${wanted}  ${found.title}`);
for (const kind of touchedKinds) {
  const list = found.lists[kind];
  console.log(`\n${kinds[kind]}：${list.length === 0 ? '没有' : String(list.length)}`);
  for (const { at, said, by } of list)
    console.log(`  ${at}  ${short(said)}${by.length > 0 ? `  〔${by.join('、')}〕` : ''}`);
}
