/** Customs for content/cases/*.yaml: worked applicants and the verdicts we expect, for tests and for the page that shows them. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseDate } from '../domain/calendar.ts';

const day = z.string().refine((text) => parseDate(text) !== undefined, 'no such day (write "yyyy-mm-dd")');
const clause = z.string().regex(/^(junior|intermediate|senior)-[1-7]$/);
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
const schema = z
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
export type Case = z.infer<typeof schema>[number];

/** Every worked applicant, file by file. @throws Error whose message names file, entry and field */
export function cases(): readonly Case[] {
  const folder = path.resolve('content/cases');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const parsed = schema.safeParse(parse(readFileSync(path.join(folder, file), 'utf8')));
      if (parsed.success) return parsed.data;
      const faults = parsed.error.issues.map(
        (one) => `content/cases/${file} ${one.path.join('.')}: ${one.message}`,
      );
      throw new Error(faults.join('\n'));
    });
}
