/** Customs for content/questions/*.yaml: raw YAML in; items of the domain out, or problems naming file, item and field. */
import { z } from 'zod';
import { cognitiveLevels, type Item } from '../domain/exam/question.ts';
import { levels, sections } from '../domain/notice.ts';

const text = z.string().trim().min(1);
const citation = z.strictObject({
  doc: text.describe('content/sources.yaml 里的文件 id'),
  clause: text.exactOptional().describe('条、款、附件；有条号的，所引事实中须有 A 级的'),
});

const base = {
  id: z
    .string()
    .regex(
      /^[1-4]-[1-5]-[smq]\d{2,3}$/,
      'must look like 1-3-s07 (section, s/m/q for single/multiple/short, number)',
    )
    .describe('题号：章节、s 单选 m 多选 q 简答、序号。用过的不再用，也不改'),
  rev: z.int().min(1).describe('版次，从 1 起；答案或意思有变就加 1，旧卷据此复核'),
  levels: z.array(z.enum(levels)).min(1).describe('哪几级的卷子可以出这道题'),
  stem: text.min(8).describe('题干；每个数写明年份和口径'),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]).describe('难度：1 易，2 中，3 难'),
  cognitive: z.enum(cognitiveLevels).describe('认知层次：识记、理解、应用、分析'),
  sources: z.array(citation).min(1).describe('依据的文件'),
  facts: z
    .array(z.string().regex(/^[PM]-\d{3}[a-z]?$/, 'must look like P-001 or M-013'))
    .min(1)
    .describe('依据的事实编号（content/facts）；C 级的不能用'),
  enemies: z.array(z.string()).default([]).describe('会泄露本题答案或问法相近的题；它们不会同卷'),
  corrections: z
    .array(z.strictObject({ rev: z.int().min(1), key: z.array(z.string()).min(1), reason: text.min(6) }))
    .exactOptional()
    .describe('更正：到哪一版为止、原来的答案、一句话的理由'),
};
const option = z.strictObject({
  id: z.enum(['a', 'b', 'c', 'd', 'e']),
  text: text.describe('选项；各项句式、长短相当'),
  why: text.min(6).describe('一句话：为什么对，或哪种误解会让人选它'),
});
const choice = {
  ...base,
  key: z.array(option.shape.id).min(1).describe('正确选项：单选一个，多选两个以上'),
  fixedOrder: z.boolean().default(false).describe('选项自有次序（年份、大小）的写 true，不打乱'),
};

const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...choice,
    type: z.literal('single').describe('单选'),
    options: z.array(option).length(4).describe('四个选项，a 到 d'),
  }),
  z.strictObject({
    ...choice,
    type: z.literal('multiple').describe('多选'),
    options: z.array(option).length(5).describe('五个选项，a 到 e'),
  }),
  z.strictObject({
    ...base,
    type: z.literal('short').describe('简答'),
    answer: text.min(40).describe('参考答案'),
    rubric: z
      .array(
        z.strictObject({ text, points: z.int().min(1), keyphrases: z.array(z.array(text).min(1)).min(1) }),
      )
      .min(3)
      .describe('评分要点，分值合计 10；keyphrases 每一行是同一要点的几种说法，只作提示，不自动给分'),
  }),
]);

/** One file of the bank: content/questions/<section>.yaml. */
export const questionFileSchema = z.strictObject({
  section: z.enum(sections),
  items: z.array(itemSchema).min(1),
});

/** Points of a short answer; the rubric must add up to them. */
export const shortPoints = 10;

export type Fault = string;

/**
 * Parses one file of the bank.
 * @param file the file's name, for the messages
 * @param raw what the YAML parser gave
 * @returns the items, or the faults as sentences: `questions/2-4.yaml 2-4-s14 key: …`
 */
export function parseQuestions(
  file: string,
  raw: unknown,
): { items: readonly Item[]; faults: readonly Fault[] } {
  const parsed = questionFileSchema.safeParse(raw);
  if (!parsed.success)
    return {
      items: [],
      faults: parsed.error.issues.map((issue) => describeIssue(file, raw, 'items', issue)),
    };
  const { section } = parsed.data;
  const faults: Fault[] = [];
  const items = parsed.data.items.map((item): Item => {
    const at = (field: string, message: string) => faults.push(`${file} ${item.id} ${field}: ${message}`);
    if (!item.id.startsWith(`${section}-`)) at('id', `does not begin with the file's section ${section}`);
    if (new Set(item.levels).size !== item.levels.length) at('levels', 'names a level twice');
    for (const { rev } of item.corrections ?? [])
      if (rev >= item.rev)
        at('corrections', `revision ${String(rev)} is not before the item's ${String(item.rev)}`);
    if (item.type === 'short') {
      if (item.corrections) at('corrections', 'a short answer has no key to correct');
      const sum = item.rubric.reduce((total, line) => total + line.points, 0);
      if (sum !== shortPoints) at('rubric', `points add up to ${String(sum)}, not ${String(shortPoints)}`);
      if (!item.id.includes('-q')) at('id', 'a short answer has q before its number');
      return { ...item, section };
    }
    const ids = item.options.map((one) => one.id);
    if (ids.join('') !== 'abcde'.slice(0, ids.length))
      at('options', `ids must run a, b, c … in order, not ${ids.join(', ')}`);
    for (const key of (item.corrections ?? []).flatMap((one) => one.key))
      if (!ids.some((id) => id === key)) at('corrections', `"${key}" is not among options ${ids.join('–')}`);
    for (const key of item.key)
      if (!ids.includes(key)) at('key', `"${key}" is not among options ${ids.join('–')}`);
    if (new Set(item.key).size !== item.key.length) at('key', 'names an option twice');
    if (item.type === 'single' && item.key.length !== 1) at('key', 'single choice has exactly one');
    if (item.type === 'multiple' && item.key.length < 2) at('key', 'multiple choice has at least two');
    if (!item.id.includes(item.type === 'single' ? '-s' : '-m'))
      at('id', 'has s for single, m for multiple before its number');
    if (new Set(item.options.map((one) => one.text)).size !== ids.length)
      at('options', 'two options have the same text');
    if (
      !item.fixedOrder &&
      item.options.some((one) =>
        /^(以上|上述)(都|均|全|各|选项|说法|皆|[两二三四]?[项者])|[均都皆全](部)?(不)?(正确|对)$|^[A-E]([、和与及][A-E])+/.test(
          one.text,
        ),
      )
    )
      at('options', '"all / none of the above" cannot be shuffled: set fixedOrder or reword');
    return { ...item, section };
  });
  return { items, faults };
}

/**
 * A fault of the schema as a sentence: `questions/2-4.yaml 2-4-s14 options.1.why: …`.
 * @param list the key under which the file keeps its entries
 */
export function describeIssue(
  file: string,
  raw: unknown,
  list: string,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string },
): Fault {
  const [first, index, ...field] = issue.path;
  const entries: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, list) : undefined;
  const entry: unknown =
    first === list && typeof index === 'number' && Array.isArray(entries) ? entries[index] : undefined;
  const id: unknown = typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'id') : undefined;
  const where =
    first === list && typeof index === 'number'
      ? `${typeof id === 'string' ? id : `#${String(index + 1)}`} ${field.map(String).join('.')}`
      : issue.path.map(String).join('.');
  return `${file} ${where}: ${issue.message}`;
}
