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
import { parseQuestions } from './question.ts';
import { factorSchema, parseTemplates, type Factor } from './template.ts';

const content = path.resolve('content');
const load = (file: string): unknown => parse(readFileSync(path.join(content, file), 'utf8'));

/** Parses one YAML file by a schema. @throws Error whose message names file, entry and field */
function read<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(load(file));
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((one) => `content/${file} ${one.path.join('.')}: ${one.message}`).join('\n'),
  );
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

const batchSchema = z.strictObject({
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
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  title: text,
  issuer: text.exactOptional(),
  number: text.exactOptional(),
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

const factSchema = z.strictObject({
  id: z.string().regex(/^[PM]-\d{3}[a-z]?$/),
  section: text,
  statement: text,
  source: text,
  scope: z.string(),
  /** A: with its article. B: name the document only. C: never in a question. */
  grade: z.enum(['A', 'B', 'C']),
  gradeNote: text.exactOptional(),
  docs: z.array(text).exactOptional(),
});
/** One fact of the register. */
export type Fact = z.infer<typeof factSchema>;

/** The register of facts (content/facts). */
export const facts = (): readonly Fact[] =>
  ['facts/policy.yaml', 'facts/mrv.yaml'].flatMap((file) => read(file, z.array(factSchema)));

const changeSchema = z.strictObject({
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

/** The whole bank: items and templates. @throws Error that lists every fault */
export const pool = (): readonly Entry[] => [...bank(), ...templates()];

/** What the papers of each level are made of (content/blueprints.yaml). @throws Error that lists every fault */
export function blueprints(): Blueprints {
  const parsed = parseBlueprints(load('blueprints.yaml'));
  if (parsed.faults.length > 0) throw new Error(`The blueprints have faults:\n${parsed.faults.join('\n')}`);
  return parsed.blueprints;
}
