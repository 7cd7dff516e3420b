/**
 * What to read again when a document or a fact changes: every item, template, factor, note and rule that cites it.
 *   npm run impact -- measures-2020
 *   npm run impact -- M-298
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { changes, facts, factors, pool, sources } from '../schema/content.ts';
import { citedIn } from '../schema/register.ts';

const [wanted] = process.argv.slice(2);
const document = sources().find((one) => one.id === wanted);
const own = facts().find((one) => one.id === wanted);
if (wanted === undefined || (!document && !own)) {
  const near = sources().filter(
    (one) => wanted !== undefined && (one.id.includes(wanted) || one.title.includes(wanted)),
  );
  console.error(
    `用法：npm run impact -- <content/sources.yaml 里的文件 id 或事实编号>\n没有“${wanted ?? ''}”。`,
  );
  for (const one of near.slice(0, 20)) console.error(`  ${one.id}  ${one.title}`);
  process.exit(1);
}

/** A document stands behind whatever cites it, and behind whatever rests on a fact of its. */
const touched = new Set(
  own
    ? [own.id]
    : facts()
        .filter((one) => one.docs?.includes(wanted))
        .map((one) => one.id),
);
const rests = (ids: readonly string[]): readonly string[] => ids.filter((id) => touched.has(id));
const say = (title: string, lines: readonly string[]): void => {
  console.log(`\n${title}：${lines.length === 0 ? '没有' : String(lines.length)}`);
  for (const line of lines) console.log(`  ${line}`);
};
const short = (text: string): string => (text.length > 46 ? `${text.slice(0, 45)}…` : text);

console.log(document ? `${document.id}  ${document.title}` : `${own?.id ?? ''}  ${own?.statement ?? ''}`);
if (document) say('事实', [...touched]);
say(
  '题目和计算模板',
  pool().flatMap((item) => {
    const clauses = item.sources.filter((one) => one.doc === wanted);
    const ids = rests(item.facts);
    if (clauses.length === 0 && ids.length === 0) return [];
    const why = [...clauses.map((one) => `引用${one.clause ?? ''}`), ...ids].join('、');
    return [`${item.id}  ${short(item.stem)}  〔${why}〕`];
  }),
);
say(
  '数值（content/factors.yaml）',
  factors()
    .filter((one) => touched.has(one.fact))
    .map((one) => `${one.id}  ${one.name} ${one.value} ${one.unit}〔${one.fact}〕`),
);
say(
  '学习笔记',
  readdirSync('content/syllabus').flatMap((file) => {
    const ids = rests(citedIn(readFileSync(`content/syllabus/${file}`, 'utf8')));
    return ids.length > 0 ? [`content/syllabus/${file}  〔${[...new Set(ids)].join('、')}〕`] : [];
  }),
);
say(
  '2021 年以来的变化',
  changes()
    .filter((one) => one.docs.includes(wanted) || rests(one.facts).length > 0)
    .map((one) => `${one.id}  ${one.topic}`),
);
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(ts|tsx|astro)$/.test(file) && !file.startsWith('build/'),
);
say(
  '代码',
  files.flatMap((file) =>
    readFileSync(path.join('src', file), 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        line.includes(wanted) || [...touched].some((id) => new RegExp(`\\b${id}\\b`).test(line))
          ? [`src/${file}:${String(at + 1)}  ${short(line.trim())}`]
          : [],
      ),
  ),
);
