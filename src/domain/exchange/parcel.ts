/** What leaves for another program: items with the titles of the documents they cite, and how a citation is said. */
import type { CitedDocument } from '../exam/bank-file.ts';
import type { Item } from '../exam/question.ts';
import { instance, isTemplate, type Entry } from '../exam/template.ts';
import { sectionTitles } from '../notice.ts';

export interface Parcel {
  readonly items: readonly Item[];
  readonly documents: Readonly<Record<string, CitedDocument>>;
}

/** The formats and what each of them cannot carry. */
export const formats = {
  json: {
    name: '本站 JSON',
    file: 'json',
    loses:
      '不丢任何内容：题干、选项、逐项理由、答案、要点、难度、认知层次、依据和事实编号都在；计算题连同取数范围和公式。',
  },
  anki: {
    name: 'Anki 文本',
    file: 'txt',
    loses:
      '变成正反两面的卡片：不能自动判分，选项次序固定；难度、题型、级别只作为标签，认知层次、分值、多选题的计分办法、简答题的逐点给分不带过去。题号作 GUID，再次导入会更新原卡，不会重复。计算题只带一组数据。',
  },
  gift: {
    name: 'GIFT（Moodle）',
    file: 'gift.txt',
    loses:
      'GIFT 写不出“少选每个 0.5 分”：多选题按每个正确项均分、错选一项扣全部来写，少选得分会与本站不同。分值不带，导入后每题都是 1 分，要自己改。简答题成为人工批改的作文题，要点和依据放在反馈里；难度、级别和认知层次不带。计算题只带一组数据，计算过程放在反馈里。',
  },
  qti: {
    name: 'QTI 2.1 包',
    file: 'zip',
    loses:
      '单选、多选的答案和“错选不得分、少选每个 0.5 分”都带过去；简答题只带题干、参考答案和评分要点，由人批改。级别、难度、认知层次和事实编号不带；选项理由作为答题后的反馈。计算题只带一组数据。',
  },
} as const satisfies Record<string, { name: string; file: string; loses: string }>;
export type Format = keyof typeof formats;

/** Entries of the bank as items: of a template, its first instance. */
export const itemsOf = (entries: readonly Entry[]): readonly Item[] =>
  entries.map((entry) => (isTemplate(entry) ? instance(entry, 0) : entry));

/** Our own form, without loss, templates as templates: read back by JSON.parse it equals what was given. */
export const parcelJson = (entries: readonly Entry[], documents: Parcel['documents']): string =>
  `${JSON.stringify({ kind: 'carbon-items', version: 1, items: entries, documents }, null, 1)}\n`;

/** 依据：《…》（文号）第…条；… */
export function sayCitations(item: Item, documents: Parcel['documents']): string {
  const said = item.sources.map(({ doc, clause = '' }) => {
    const known = documents[doc];
    const number = known?.number === undefined ? '' : `（${known.number}）`;
    return `${known?.title ?? doc}${number}${clause}${known && !known.inForce ? '（现已不再施行）' : ''}`;
  });
  return `依据：${said.join('；')}。大纲 ${item.section} ${sectionTitles[item.section]}。`;
}

/** The worked steps of a calculation, a line each; empty where there are none. */
export const saySteps = (item: Item): string =>
  item.type === 'short' || !item.steps ? '' : ['计算过程：', ...item.steps].join('\n');

/** The letter an option is shown under, by its place: 0 → A. */
export const letter = (place: number): string => String.fromCodePoint(65 + place);

/** Letters of the key in the order the options stand: A、C. */
export const keyLetters = (options: readonly { readonly id: string }[], key: readonly string[]): string =>
  options.flatMap(({ id }, place) => (key.includes(id) ? [letter(place)] : [])).join('、');

/** Text for XML or HTML; characters XML 1.0 forbids are left out. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
