/** Customs for content/cases/*.yaml: worked applicants and the verdicts we expect, for tests and for the page that shows them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseDate, type PlainDate } from '../domain/calendar.ts';
import { answerTo, applies, questions, type Question } from '../domain/eligibility/ask.ts';
import { clauseIds } from '../domain/eligibility/coverage.ts';
import { asked, sayAnswer, sayEducation } from '../domain/eligibility/explain.ts';
import { educations, readProfile } from '../domain/eligibility/facts.ts';
import { encode, noAnswers } from '../domain/eligibility/link.ts';

const day = z.string().transform((text, context): PlainDate => {
  const found = parseDate(text);
  if (found !== undefined) return found;
  context.addIssue('no such day (write "yyyy-mm-dd")');
  return z.NEVER;
});
const clause = z.enum(clauseIds, 'no such clause');
const level = z.strictObject({
  verdict: z.enum(['eligible', 'confirm', 'not-eligible', 'unknown']),
  /** The clause that carries. */
  by: clause.exactOptional(),
  /** Eligible by one of these, whichever way the open answers go. */
  either: z.array(clause).exactOptional(),
  /** The clauses whose text is open. */
  confirm: z.array(clause).exactOptional(),
  /** First day on which a clause is met, which one, and the month of the first sitting from then. */
  earliest: day.exactOptional(),
  earliestBy: clause.exactOptional(),
  sitting: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .exactOptional(),
});
export const casesSchema = z
  .array(
    z.strictObject({
      name: z.string().min(4),
      why: z.string().exactOptional(),
      asOf: day,
      profile: z.record(z.string(), z.unknown()),
      expect: z.strictObject({ junior: level, intermediate: level, senior: level }),
    }),
  )
  .min(1);
export type Case = z.infer<typeof casesSchema>[number];

/** Every worked applicant, file by file. @throws Error whose message names file, entry and field */
export function cases(): readonly Case[] {
  const folder = path.resolve('content/cases');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const parsed = casesSchema.safeParse(parse(readFileSync(path.join(folder, file), 'utf8')));
      if (parsed.success) return parsed.data;
      const faults = parsed.error.issues.map(
        (one) => `content/cases/${file} ${one.path.join('.')}: ${one.message}`,
      );
      throw new Error(faults.join('\n'));
    });
}

/** A worked applicant as the page shows them: the answers in words, and as the fragment that opens the checker. */
export interface WorkedPerson extends Case {
  readonly said: readonly string[];
  readonly fragment: string;
}
const without: Partial<Record<Question, string>> = {
  relatedCollege: '没有相关专业的大专及以上学历',
  enrolment: '不在校',
  carbonCertificate: '没有碳减排领域证书',
  otherCertificate: '没有其他证书',
};

/** The worked applicants by their highest education; last those of whom it is not known. */
export function workedPeople(): {
  readonly count: number;
  /** The day most are assessed on. */
  readonly asOf: PlainDate | undefined;
  readonly groups: readonly {
    readonly id: string;
    readonly name: string;
    readonly people: readonly WorkedPerson[];
  }[];
} {
  const people = cases().map((one) => {
    const read = readProfile(one.profile);
    if (read.kind === 'problems') throw new Error(`content/cases: ${one.name} cannot be`);
    const { known } = read;
    const answers = questions.map((question) => ({ question, value: answerTo(known, question) }));
    const isNone = (value: unknown): boolean => value === 'none' || value === 'no';
    const said = answers.flatMap(({ question, value }) => {
      const words = isNone(value) ? undefined : sayAnswer(question, value);
      return words === undefined ? [] : [`${asked[question].short}：${words}`];
    });
    const nones = answers.flatMap(({ question, value }) => (isNone(value) ? [without[question] ?? ''] : []));
    if (nones.length > 0) said.push(nones.join('、'));
    const open = answers.flatMap(({ question, value }) =>
      value === undefined && applies(known, question) ? [asked[question].short] : [],
    );
    if (open.length > 0) said.push(`没有回答：${open.join('、')}`);
    return { ...one, known, said, fragment: encode({ ...noAnswers, known }) };
  });
  const groups = [...educations, undefined].map((education) => ({
    id: education ?? 'open',
    name: education === undefined ? '学历没有回答' : sayEducation[education],
    people: people.filter(({ known }) => known.education === education),
  }));
  return {
    count: people.length,
    asOf: people[0]?.asOf,
    groups: groups.filter((one) => one.people.length > 0),
  };
}
