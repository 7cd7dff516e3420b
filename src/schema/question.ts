/** Customs for content/questions/*.yaml: raw YAML in; items of the domain out, or problems naming file, item and field. */
import { z } from 'zod';
import { cognitiveLevels, type Item } from '../domain/exam/question.ts';
import { levels, sections } from '../domain/notice.ts';

const text = z.string().trim().min(1);
const citation = z.strictObject({ doc: text, clause: text.exactOptional() });

const base = {
  id: z
    .string()
    .regex(
      /^[1-4]-[1-5]-[smq]\d{2,3}$/,
      'must look like 1-3-s07 (section, s/m/q for single/multiple/short, number)',
    ),
  rev: z.int().min(1),
  levels: z.array(z.enum(levels)).min(1),
  stem: text.min(8),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  cognitive: z.enum(cognitiveLevels),
  sources: z.array(citation).min(1),
  facts: z.array(z.string().regex(/^[PM]-\d{3}[a-z]?$/)).min(1),
  enemies: z.array(z.string()).default([]),
  corrections: z
    .array(z.strictObject({ rev: z.int().min(1), key: z.array(z.string()).min(1), reason: text.min(6) }))
    .exactOptional(),
};
const option = z.strictObject({ id: z.enum(['a', 'b', 'c', 'd', 'e']), text, why: text.min(6) });
const choice = { ...base, key: z.array(option.shape.id).min(1), fixedOrder: z.boolean().default(false) };

const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...choice, type: z.literal('single'), options: z.array(option).length(4) }),
  z.strictObject({ ...choice, type: z.literal('multiple'), options: z.array(option).length(5) }),
  z.strictObject({
    ...base,
    type: z.literal('short'),
    answer: text.min(40),
    rubric: z
      .array(
        z.strictObject({ text, points: z.int().min(1), keyphrases: z.array(z.array(text).min(1)).min(1) }),
      )
      .min(3),
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
    return { items: [], faults: parsed.error.issues.map((issue) => describe(file, raw, issue)) };
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
        /^(以上|上述)(都|均|全|各|选项|说法|皆)|[均都皆](不)?(正确|对)$/.test(one.text),
      )
    )
      at('options', '"all / none of the above" cannot be shuffled: set fixedOrder or reword');
    return { ...item, section };
  });
  return { items, faults };
}

function describe(file: string, raw: unknown, issue: { path: PropertyKey[]; message: string }): Fault {
  const [list, index, ...field] = issue.path;
  const items: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, 'items') : undefined;
  const item: unknown =
    list === 'items' && typeof index === 'number' && Array.isArray(items) ? items[index] : undefined;
  const id: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'id') : undefined;
  const where =
    list === 'items' && typeof index === 'number'
      ? `${typeof id === 'string' ? id : `#${String(index + 1)}`} ${field.map(String).join('.')}`
      : issue.path.map(String).join('.');
  return `${file} ${where}: ${issue.message}`;
}
