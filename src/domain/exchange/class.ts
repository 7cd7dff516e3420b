/** A class in one browser: many sat papers, one table; figures that mean little over few papers are kept back. */
import { result } from '../exam/result.ts';
import { chosenIn, sayPoints, type Score } from '../exam/score.ts';
import { itemStatistic, markedQuestions, type MarkedQuestion } from '../exam/statistics.ts';
import type { Item } from '../exam/question.ts';
import { rootOf, type Library } from '../exam/template.ts';
import { levelNames, sectionTitles, type Section } from '../notice.ts';
import type { AnswerFile } from './answer-file.ts';

/** Fewest papers with an item before its facility and its choices are shown. */
export const facilityFrom = 5;
/** Below this an item tells strong and weak candidates apart too little (a rule of thumb of the field). */
export const lowDiscrimination = 0.2;

export interface Sat {
  readonly file: AnswerFile;
  readonly score: Score;
}

export interface ChoiceCount {
  readonly id: string;
  /** Papers that showed the option. */
  readonly shown: number;
  readonly count: number;
  readonly right: boolean;
}

export interface ItemLine {
  /** Id in the bank: all instances of a template count together. */
  readonly id: string;
  /** The item, or the first instance seen. */
  readonly item: Item;
  /** Papers that held the item and whose answer has marks (a short answer not yet marked has none). */
  readonly n: number;
  readonly blank: number;
  /** 0 … 1; undefined below facilityFrom */
  readonly facility: number | undefined;
  /** −1 … 1; undefined below discriminationFrom, or where all papers got the same marks */
  readonly discrimination: number | undefined;
  /** How often each option was chosen, in the bank's order; empty below facilityFrom and for short answers. */
  readonly choices: readonly ChoiceCount[];
}

export interface ClassTable {
  /** One a paper, best first; a paper opened twice counts once, in its later state. */
  readonly sats: readonly Sat[];
  /** Hardest first; items without enough papers last. */
  readonly items: readonly ItemLine[];
  /** Items on these papers that today's bank no longer has. */
  readonly gone: number;
}

interface Seen {
  readonly marked: MarkedQuestion;
  readonly item: Item;
  readonly chosen: readonly string[];
}

/** What can be said of a class. @param files as opened, in any order @param byId the bank of today, which marks them */
export function classTable(files: readonly AnswerFile[], byId: Library): ClassTable {
  const papers = new Map<string, AnswerFile>();
  for (const file of files) {
    const before = papers.get(file.sheet.id);
    if (!before || before.state.revision < file.state.revision) papers.set(file.sheet.id, file);
  }
  const sats = [...papers.values()]
    .map((file) => ({ file, score: result(file.sheet, file.state, byId) }))
    .sort((a, b) => b.score.total - a.score.total || (a.file.name < b.file.name ? -1 : 1));
  const seen = new Map<string, Seen[]>();
  const gone = new Set<string>();
  for (const { file, score } of sats) {
    for (const { item } of file.sheet.questions) if (!byId.get(item)) gone.add(rootOf(item));
    for (const marked of markedQuestions(file.sheet, score)) {
      const item = byId.get(marked.item);
      if (!item) continue;
      const list = seen.get(marked.id) ?? [];
      list.push({ item, marked, chosen: chosenIn(file.state.responses.get(marked.item)) });
      seen.set(marked.id, list);
    }
  }
  const items = [...seen].flatMap(([id, list]) => {
    const item = list[0]?.item;
    return item ? [line(id, item, list)] : [];
  });
  return {
    sats,
    items: items.sort((a, b) => (a.facility ?? 2) - (b.facility ?? 2) || (a.id < b.id ? -1 : 1)),
    gone: gone.size,
  };
}

function line(id: string, item: Item, list: readonly Seen[]): ItemLine {
  const { n, facility, discrimination } = itemStatistic(list.map(({ marked }) => marked));
  const enough = n >= facilityFrom;
  return {
    id,
    item,
    n,
    blank: list.filter(({ marked }) => marked.mark.reason === 'blank').length,
    facility: enough ? facility : undefined,
    discrimination,
    choices: enough ? choices(list) : [],
  };
}

/** Instances of a template show three of its mistakes each: an option is counted over those that showed it. */
function choices(list: readonly Seen[]): readonly ChoiceCount[] {
  const counts = new Map<string, ChoiceCount>();
  for (const { item, chosen } of list) {
    if (item.type === 'short') return [];
    for (const { id } of item.options) {
      const before = counts.get(id) ?? { id, shown: 0, count: 0, right: item.key.includes(id) };
      const count = before.count + (chosen.includes(id) ? 1 : 0);
      counts.set(id, { ...before, shown: before.shown + 1, count });
    }
  }
  return [...counts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export interface ClassSummary {
  /** 1/100 point; the mean to a tenth of a point. */
  readonly mean: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly passed: number;
  /** Papers by tens of a hundred: 0–9, … 80–89, 90–100. */
  readonly tens: readonly number[];
  /** Points got and possible in each section over all papers; short answers not marked yet are left out. */
  readonly bySection: ReadonlyMap<Section, { readonly points: number; readonly max: number }>;
}

/** The class as a whole. @param sats at least one */
export function classSummary(sats: readonly Sat[]): ClassSummary {
  const totals = sats.map(({ score }) => score.total).sort((a, b) => a - b);
  const middle = (totals.length - 1) / 2;
  const median = ((totals[Math.floor(middle)] ?? 0) + (totals[Math.ceil(middle)] ?? 0)) / 2;
  const tens = Array.from({ length: 10 }, () => 0);
  const bySection = new Map<Section, { points: number; max: number }>();
  for (const { score } of sats) {
    const ten = Math.min(9, Math.floor((10 * score.total) / Math.max(1, score.max)));
    tens[ten] = (tens[ten] ?? 0) + 1;
    for (const [section, { points, max, open }] of score.bySection) {
      const before = bySection.get(section) ?? { points: 0, max: 0 };
      bySection.set(section, { points: before.points + points, max: before.max + max - open });
    }
  }
  return {
    mean: 10 * Math.round(totals.reduce((sum, one) => sum + one, 0) / Math.max(1, totals.length) / 10),
    median,
    low: totals[0] ?? 0,
    high: totals.at(-1) ?? 0,
    passed: sats.filter(({ file, score }) => score.total >= file.sheet.pass * 100).length,
    tens,
    bySection,
  };
}

/** A cell of a CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The scores as CSV (RFC 4180) with a byte order mark, so that spreadsheets read the Chinese. */
export function scoreSheet(sats: readonly Sat[]): string {
  const rows = sats.map(({ file: { name, sheet }, score }) => [
    name,
    levelNames[sheet.level].full,
    sheet.number,
    sayPoints(score.total),
    sayPoints(score.objective.points),
    sayPoints(score.own.points),
    String(score.unmarked),
  ]);
  const head = ['姓名', '级别', '卷号', '总分', '客观题', '简答自评', '未自评题数'];
  return csv([head, ...rows]);
}

const csv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** The statistics of the items as CSV, as above; what is kept back for too few papers stays empty. */
export function itemSheet(items: readonly ItemLine[]): string {
  const rows = items.map(({ id, item, n, blank, facility, discrimination, choices }) => [
    id,
    `${item.section} ${sectionTitles[item.section]}`,
    item.stem,
    String(n),
    String(blank),
    facility === undefined ? '' : facility.toFixed(3),
    discrimination === undefined ? '' : discrimination.toFixed(3),
    choices.map(({ id: option, count, right }) => `${option}${right ? '（正确）' : ''} ${count}`).join('；'),
  ]);
  return csv([['题号', '章节', '题干', '份数', '没答', '得分率', '区分度', '各选项人数'], ...rows]);
}
