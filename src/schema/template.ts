/** Customs for content/templates/*.yaml and content/factors.yaml: raw YAML in; templates of the domain out, or faults. */
import { z } from 'zod';
import { expression } from '../domain/exam/expression.ts';
import { describeIssue } from './question.ts';
import { cognitiveLevels } from '../domain/exam/question.ts';
import { holes, type Known, type Range, type Template } from '../domain/exam/template.ts';
import { levels, sections } from '../domain/notice.ts';

const text = z.string().trim().min(1);
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'a name is letters and digits');
const figure = z.union([
  z.number(),
  z.string().regex(/^\d+(\.\d+)?$/, 'a number, in quotes where its last zero matters'),
]);
const citation = z.strictObject({ doc: text, clause: text.exactOptional() });

export const factorSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: text,
  /** In quotes: the last zero is part of it. */
  value: z.string().regex(/^\d+(\.\d+)?$/),
  unit: text,
  /** Years and use. */
  scope: text,
  fact: z.string().regex(/^[PM]-\d{3}[a-z]?$/),
  grade: z.enum(['A', 'B']),
});
/** One number of content/factors.yaml. */
export type Factor = z.infer<typeof factorSchema>;

const known = z.union([figure, z.strictObject({ factor: text })]);

const templateSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[1-4]-[1-5]-t\d{2,3}$/, 'must look like 2-3-t07 (section, t for template, number)')
    .describe('模板号：章节、t、序号'),
  rev: z.int().min(1).describe('版次；公式、范围或答案有变就加 1'),
  levels: z.array(z.enum(levels)).min(1).describe('哪几级的卷子可以出'),
  difficulty: z.union([z.literal(1), z.literal(2), z.literal(3)]).describe('难度：1 易，2 中，3 难'),
  cognitive: z.enum(cognitiveLevels).describe('认知层次'),
  stem: text.min(8).describe('题干；{名字} 处填入抽到的数，{rounding} 处填入取几位小数'),
  vary: z
    .record(name, z.tuple([z.number(), z.number(), z.number().positive()]))
    .describe('抽取的数：名字: [最小, 最大, 步长]'),
  given: z.record(name, known).default({}).describe('固定的数，或 { factor: content/factors.yaml 里的 id }'),
  cases: z
    .array(z.record(name, z.union([known, text])))
    .default([])
    .describe('几组情形，每次抽一组；可以有词语'),
  derive: z
    .record(name, z.tuple([text, z.int().min(0).max(6)]))
    .default({})
    .describe('中间结果：名字: [公式, 小数位数]'),
  require: z.array(text).default([]).describe('须大于零的公式；不满足就重抽'),
  answer: z
    .strictObject({ is: text, decimals: z.int().min(0).max(6), unit: text, why: text })
    .describe('答案：公式、小数位数、单位、解析'),
  mistakes: z
    .record(
      z.enum(['b', 'c', 'd', 'e', 'f', 'g']),
      z.strictObject({ name: text, is: text, why: text }).optional(),
    )
    .describe('至少四种有名字的错误，每种一个公式；抽三种作干扰项'),
  steps: z.array(text).min(1).describe('演算过程，一行一步'),
  sources: z
    .array(z.union([text.transform((doc) => ({ doc })), citation]))
    .min(1)
    .describe('依据的文件，写 id 或 { doc, clause }'),
  facts: z
    .array(z.string().regex(/^[PM]-\d{3}[a-z]?$/, 'must look like P-001 or M-013'))
    .min(1)
    .describe('依据的事实编号；用到的数值的事实自动加上'),
  enemies: z.array(z.string()).default([]).describe('不得同卷的题'),
});

/** One file of templates: content/templates/<section>.yaml. */
export const templateFileSchema = z.strictObject({
  section: z.enum(sections),
  templates: z.array(templateSchema).min(1),
});

const decimalsOf = (value: number): number => String(value).split('.')[1]?.length ?? 0;

/**
 * Parses one file of templates.
 * @param file the file's name, for the messages
 * @param raw what the YAML parser gave
 * @param factors content/factors.yaml by id
 */
export function parseTemplates(
  file: string,
  raw: unknown,
  factors: ReadonlyMap<string, Factor>,
): { templates: readonly Template[]; faults: readonly string[] } {
  const parsed = templateFileSchema.safeParse(raw);
  if (!parsed.success)
    return {
      templates: [],
      faults: parsed.error.issues.map((one) => describeIssue(file, raw, 'templates', one)),
    };
  const { section } = parsed.data;
  const faults: string[] = [];
  const templates = parsed.data.templates.map((one): Template => {
    const at = (field: string, message: string): void => {
      faults.push(`${file} ${one.id} ${field}: ${message}`);
    };
    const facts = new Set(one.facts);
    const take = (field: string, value: z.infer<typeof known>): Known => {
      if (typeof value !== 'object') return { value: Number(value), text: String(value) };
      const factor = factors.get(value.factor);
      if (!factor) {
        at(field, `there is no factor ${value.factor} in content/factors.yaml`);
        return { value: 1, text: '1' };
      }
      facts.add(factor.fact);
      return { value: Number(factor.value), text: factor.value };
    };
    const vary = Object.fromEntries(
      Object.entries(one.vary).map(([key, [from, to, step]]): [string, Range] => {
        if (!(from < to)) at(`vary.${key}`, 'from must be below to');
        return [key, { from, to, step, decimals: Math.max(decimalsOf(from), decimalsOf(step)) }];
      }),
    );
    const given = Object.fromEntries(
      Object.entries(one.given).map(([key, value]) => [key, take(`given.${key}`, value)]),
    );
    const cases = one.cases.map((row, place) =>
      Object.fromEntries(
        Object.entries(row).map(([key, cell]): [string, Known | string] => [
          key,
          typeof cell === 'string' && !/^\d+(\.\d+)?$/.test(cell)
            ? cell
            : take(`cases.${String(place)}.${key}`, cell),
        ]),
      ),
    );
    const derive = Object.entries(one.derive).map(([key, [is, decimals]]) => ({ name: key, is, decimals }));
    const mistakes = Object.entries(one.mistakes).flatMap(([id, mistake]) =>
      mistake ? [{ id, ...mistake }] : [],
    );
    const { id, rev, difficulty, cognitive, stem, require, answer, steps, sources, enemies } = one;

    if (!id.startsWith(`${section}-`)) at('id', `does not begin with the file's section ${section}`);
    if (mistakes.length < 4) at('mistakes', `at least four are needed, not ${String(mistakes.length)}`);
    if (!stem.includes('{rounding}')) at('stem', 'does not say {rounding}');
    const [firstRow = {}] = cases;
    for (const row of cases)
      if (Object.keys(row).sort().join() !== Object.keys(firstRow).sort().join())
        at('cases', 'every row has the same names');
    const words = Object.keys(firstRow).filter((key) => typeof firstRow[key] === 'string');
    const numbers = new Set([
      ...Object.keys(vary),
      ...Object.keys(given),
      ...Object.keys(firstRow).filter((key) => !words.includes(key)),
    ]);
    const used = new Set<string>();
    const read = (field: string, formula: string): void => {
      try {
        for (const needed of expression(formula).names) {
          used.add(needed);
          if (!numbers.has(needed)) at(field, `"${formula}": ${needed} has no value`);
        }
      } catch (problem) {
        at(field, problem instanceof Error ? problem.message : String(problem));
      }
    };
    for (const { name: key, is } of derive) {
      read(`derive.${key}`, is);
      if (numbers.has(key)) at(`derive.${key}`, 'the name is taken');
      numbers.add(key);
    }
    for (const formula of require) read('require', formula);
    read('answer.is', answer.is);
    for (const mistake of mistakes) read(`mistakes.${mistake.id}`, mistake.is);
    const say = (field: string, said: string, own: readonly string[]): void => {
      for (const { hole, formula, decimals } of holes(said)) {
        if (decimals !== undefined) read(field, formula);
        else if (numbers.has(formula)) used.add(formula);
        else if (!own.includes(formula) && !words.includes(formula)) at(field, `nothing to put into ${hole}`);
      }
      if (/[{}]/.test(holes(said).reduce((rest, { hole }) => rest.replace(hole, ''), said)))
        at(field, 'has a brace that holds nothing');
    };
    say('stem', stem, ['rounding']);
    say('answer.why', answer.why, ['value']);
    for (const mistake of mistakes) say(`mistakes.${mistake.id}.why`, mistake.why, ['value']);
    for (const step of steps) say('steps', step, ['value']);
    for (const key of numbers) if (!used.has(key)) at(key, 'is used nowhere');
    return {
      id,
      rev,
      levels: one.levels,
      section,
      type: 'single',
      stem,
      difficulty,
      cognitive,
      sources,
      facts: [...facts],
      enemies,
      vary,
      given,
      cases,
      derive,
      require,
      answer,
      mistakes,
      steps,
    };
  });
  return { templates, faults };
}
