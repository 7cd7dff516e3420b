/**
 * Reads the YAML of content/ at build time, in tests and in tools: never in the browser.
 * A file that breaks its schema stops the build with the file, the entry and the field.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseDate, type Batch, type PlainDate } from '../domain/calendar.ts';
import type { Item } from '../domain/exam/question.ts';
import type { Entry, Template } from '../domain/exam/template.ts';
import { sections } from '../domain/notice.ts';
import { parseBlueprints, type Blueprints } from './blueprint.ts';
import { describeIssue, parseQuestions } from './question.ts';
import { factorSchema, parseTemplates, type Factor } from './template.ts';

const content = path.resolve('content');

/** Reads one YAML file. @throws Error that names file and line where it is no YAML */
export function load(file: string): unknown {
  try {
    return parse(readFileSync(path.join(content, file), 'utf8'));
  } catch (problem) {
    throw new Error(`content/${file}: ${problem instanceof Error ? problem.message : String(problem)}`, {
      cause: problem,
    });
  }
}

/** Parses one YAML file by a schema. @throws Error whose message names file, entry and field */
function read<T>(file: string, schema: z.ZodType<T>): T {
  const entries = load(file);
  const parsed = schema.safeParse(entries);
  if (parsed.success) return parsed.data;
  // The files are lists: an entry is named by its id, as in the bank.
  const named = parsed.error.issues.map(({ path: at, message }) =>
    describeIssue(`content/${file}`, { entries }, 'entries', { path: ['entries', ...at], message }),
  );
  throw new Error(named.join('\n'));
}

const text = z.string().trim().min(1);
const plainDate = z.string().transform((value, context): PlainDate => {
  const day = parseDate(value);
  if (day === undefined) {
    context.addIssue({ code: 'custom', message: `no such day: ${value} (write yyyy-mm-dd in quotes)` });
    return z.NEVER;
  }
  return day;
});

export const batchSchema = z.strictObject({
  /** Month of the sitting: "2027-01". */
  id: z.string().regex(/^\d{4}-(01|03|05|07|09|11)$/, 'a sitting is named by its month: "2027-01"'),
  days: z.array(plainDate).min(1),
  deadline: plainDate.exactOptional(),
  contact: text.exactOptional(),
  announcement: z.strictObject({ title: text, url: z.url({ protocol: /^https?$/ }).exactOptional() }),
});

/** What the organiser has published (content/sittings.yaml), oldest first. */
export function published(): readonly Batch[] {
  const batches = read('sittings.yaml', z.array(batchSchema).nullable()) ?? [];
  for (const { id, days } of batches)
    if (days.some((day, index) => day <= (days[index - 1] ?? '')))
      throw new Error(`content/sittings.yaml ${id}: days must be in order, each once`);
  return batches;
}

export const sourceSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/)
    .describe('小写字母、数字、连字符；题目、事实用它引用'),
  title: text.describe('文件名，不加书名号'),
  issuer: text.exactOptional().describe('发布机关'),
  number: text.exactOptional().describe('文号、标准号'),
  /** Issued: yyyy, yyyy-mm or yyyy-mm-dd. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .exactOptional(),
  from: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .exactOptional(),
  until: z
    .string()
    .regex(/^\d{4}(-\d{2}){0,2}$/)
    .exactOptional(),
  status: z.enum(['in-force', 'replaced', 'repealed', 'draft', 'reference']),
  replacedBy: text.exactOptional(),
  note: text.exactOptional(),
});
/** One document of the register. */
export type Source = z.infer<typeof sourceSchema>;

/** The register of documents (content/sources.yaml). */
export const sources = (): readonly Source[] => read('sources.yaml', z.array(sourceSchema));

export const factSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[PM]-\d{3}[a-z]?$/)
    .describe('编号：P 政策法规，M 核算'),
  section: text.describe('属于大纲哪一节'),
  statement: text.describe('一句可以核对的话'),
  source: text.describe('出处，写到条款、附件'),
  scope: z.string().describe('适用的年份、行业、口径'),
  grade: z.enum(['A', 'B', 'C']).describe('A 可写条号；B 只写文件名；C 未定，题目里不用'),
  gradeNote: text.exactOptional().describe('为什么是这一级'),
  docs: z.array(text).exactOptional().describe('content/sources.yaml 里的文件 id'),
});
/** One fact of the register. */
export type Fact = z.infer<typeof factSchema>;

/** The register of facts (content/facts). */
export const facts = (): readonly Fact[] =>
  ['facts/policy.yaml', 'facts/mrv.yaml'].flatMap((file) => read(file, z.array(factSchema)));

export const changeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  topic: text,
  before: text,
  now: text,
  facts: z.array(text).min(1),
  docs: z.array(text).min(1),
  section: z.enum(sections),
});
/** One thing that is no longer as the old textbooks have it. */
export type Change = z.infer<typeof changeSchema>;

/** What has changed since the notice of 2021 (content/changes.yaml). */
export const changes = (): readonly Change[] => read('changes.yaml', z.array(changeSchema));

/** The fixed items of the bank. @throws Error that lists every fault of every file */
export function bank(): readonly Item[] {
  const files = readdirSync(path.join(content, 'questions'))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const parsed = files.map((file) => parseQuestions(`questions/${file}`, load(`questions/${file}`)));
  const faults = parsed.flatMap((one) => one.faults);
  if (faults.length > 0) throw new Error(`The bank has faults:\n${faults.join('\n')}`);
  return parsed.flatMap((one) => one.items);
}

/** The numbers templates and calculators take from documents (content/factors.yaml). */
export const factors = (): readonly Factor[] => read('factors.yaml', z.array(factorSchema));

/** The calculation templates of the bank. @throws Error that lists every fault of every file */
export function templates(): readonly Template[] {
  const known = new Map(factors().map((one) => [one.id, one]));
  const files = readdirSync(path.join(content, 'templates'))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const parsed = files.map((file) => parseTemplates(`templates/${file}`, load(`templates/${file}`), known));
  const faults = parsed.flatMap((one) => one.faults);
  if (faults.length > 0) throw new Error(`The templates have faults:\n${faults.join('\n')}`);
  return parsed.flatMap((one) => one.templates);
}

export const blindSchema = z.strictObject({
  section: z.enum(sections),
  on: plainDate.describe('哪一天做完'),
  items: z.int().min(1).describe('盲做了几道选择题'),
  agreed: z.int().min(0).describe('第一遍与答案一致的几道'),
  optionsReplacedSince: z
    .array(z.string())
    .describe('此后改过题干、选项或依据的题；改后对照事实读过，但读的人看得见答案'),
  note: text.exactOptional().describe('分歧怎样处理'),
});
/** One round of blind reading of one section. */
export type BlindCheck = z.infer<typeof blindSchema>;

/** How the items fared with a reader who did not see the key (content/blind-check.yaml), round by round. */
export const blindChecks = (): readonly BlindCheck[] => read('blind-check.yaml', z.array(blindSchema));

/** The whole bank: items and templates. @throws Error that lists every fault */
export const pool = (): readonly Entry[] => [...bank(), ...templates()];

/** What the papers of each level are made of (content/blueprints.yaml). @throws Error that lists every fault */
export function blueprints(): Blueprints {
  const parsed = parseBlueprints(load('blueprints.yaml'));
  if (parsed.faults.length > 0) throw new Error(`The blueprints have faults:\n${parsed.faults.join('\n')}`);
  return parsed.blueprints;
}
