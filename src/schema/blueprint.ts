/** Customs for content/blueprints.yaml: tables of counts in; blueprints of the domain out, their sums checked. */
import { z } from 'zod';
import { countOf, partOrder, pointsOf, type Blueprint, type Cell } from '../domain/exam/blueprint.ts';
import type { Difficulty, ItemType } from '../domain/exam/question.ts';
import { rules } from '../domain/exam/score.ts';
import { levels, sections, type Section } from '../domain/notice.ts';

const counts = z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]);
const table = z.record(z.string(), counts);

const paperSchema = z.strictObject({
  id: z.string().regex(/^[A-HJKMNP-TV-Z][0-9]$/, 'a letter and a digit of Crockford’s alphabet: C1'),
  level: z.enum(levels),
  minutes: z.int().min(1),
  pass: z.int().min(1).max(100),
  rule: z.enum(rules),
  points: z.strictObject({ single: z.int().min(1), multiple: z.int().min(1), short: z.int().min(1) }),
  single: table,
  multiple: table,
  short: table,
});

export const blueprintFileSchema = z.strictObject({
  timeFactors: z.array(z.number().min(1)).min(1),
  papers: z.array(paperSchema).length(levels.length),
});

/** What the site's papers are made of. */
export interface Blueprints {
  /** Multiples of the paper's minutes a visitor may choose, the first by default. */
  readonly timeFactors: readonly number[];
  /** One a level, in the levels' order. */
  readonly papers: readonly Blueprint[];
}

/** Questions of each type and points in all that every paper has (issue 2). */
const shape = { single: 40, multiple: 15, short: 3, points: 100 } as const;

/**
 * Parses content/blueprints.yaml.
 * @returns the blueprints, or the faults as sentences that name file, paper and cell
 */
export function parseBlueprints(raw: unknown): { blueprints: Blueprints; faults: readonly string[] } {
  const none: Blueprints = { timeFactors: [1], papers: [] };
  const parsed = blueprintFileSchema.safeParse(raw);
  if (!parsed.success)
    return {
      blueprints: none,
      faults: parsed.error.issues.map((one) => `blueprints.yaml ${one.path.join('.')}: ${one.message}`),
    };
  const faults: string[] = [];
  const papers = parsed.data.papers.map((one): Blueprint => {
    const at = (where: string, message: string): void => {
      faults.push(`blueprints.yaml ${one.id} ${where}: ${message}`);
    };
    const cells = partOrder.flatMap((type) =>
      Object.entries(one[type]).flatMap(([key, row]) => {
        const names = key.split(',').map((name) => name.trim());
        const from = names.flatMap((name) => named(name));
        if (names.some((name) => named(name).length === 0))
          at(`${type} "${key}"`, 'is neither a section nor a module');
        if (new Set(from).size !== from.length) at(`${type} "${key}"`, 'names a section twice');
        return cellsOf(from, type, row);
      }),
    );
    const { id, level, minutes, pass, rule, points } = one;
    const blueprint: Blueprint = { id, level, minutes, pass, rule, points, cells };
    for (const type of partOrder)
      if (countOf(blueprint, type) !== shape[type])
        at(type, `adds up to ${String(countOf(blueprint, type))} questions, not ${String(shape[type])}`);
    if (pointsOf(blueprint) !== shape.points)
      at('points', `the paper has ${String(pointsOf(blueprint))} points, not ${String(shape.points)}`);
    return blueprint;
  });
  levels.forEach((level, place) => {
    if (papers[place]?.level !== level)
      faults.push(`blueprints.yaml papers: number ${String(place + 1)} is not for ${level}`);
  });
  if (new Set(papers.map((one) => one.id)).size !== papers.length)
    faults.push('blueprints.yaml papers: an id stands twice');
  return { blueprints: { timeFactors: parsed.data.timeFactors, papers }, faults };
}

const named = (name: string): readonly Section[] =>
  sections.filter((section) => section === name || section.startsWith(`${name}-`));

function cellsOf(from: readonly Section[], type: ItemType, row: readonly number[]): readonly Cell[] {
  const difficulties: readonly Difficulty[] = [1, 2, 3];
  return difficulties.flatMap((difficulty, place) => {
    const count = row[place] ?? 0;
    return count > 0 ? [{ sections: from, type, difficulty, count }] : [];
  });
}
