/** What rests on a document, a fact, or a clause of the notice: everything to read again when it changes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { wording } from '../domain/eligibility/atoms.ts';
import { requirements } from '../domain/eligibility/possible.ts';
import { levels } from '../domain/notice.ts';
import { cases } from '../schema/cases.ts';
import { changes, facts, factors, pool, sources } from '../schema/content.ts';
import { citedIn } from '../schema/register.ts';

/** One thing to read again. */
export interface Touched {
  /** An id, or file and line. */
  readonly at: string;
  readonly said: string;
  /** By what it rests on the document. */
  readonly by: readonly string[];
}

export const touchedKinds = [
  'facts',
  'items',
  'templates',
  'factors',
  'notes',
  'changes',
  'rules',
  'people',
  'code',
] as const;
export type TouchedKind = (typeof touchedKinds)[number];

export interface Impact {
  readonly title: string;
  readonly lists: Readonly<Record<TouchedKind, readonly Touched[]>>;
}

/** The notice itself, in the place of a document of the register. */
export const theNotice = 'notice';

const conditions = levels.flatMap((level) => requirements[level].map((one) => ({ level, ...one })));
const clausesOfNotice = (): ReadonlyMap<string, string> =>
  new Map(
    readdirSync('content/notice').flatMap((file) =>
      [...readFileSync(`content/notice/${file}`, 'utf8').matchAll(/<Clause id="([^"]+)"[^>]*>([^<]*)/g)].map(
        ([, id = '', said = '']) => [id, said] as const,
      ),
    ),
  );

/**
 * @param wanted id of a document in content/sources.yaml, of a fact, of a clause of the notice (junior-1), or `notice`
 * @returns undefined where there is no such thing
 */
export function impactOf(wanted: string): Impact | undefined {
  const document = sources().find((one) => one.id === wanted);
  const own = facts().find((one) => one.id === wanted);
  const clauses = clausesOfNotice();
  const clause = clauses.get(wanted);
  const title =
    document?.title ??
    own?.statement ??
    clause ??
    (wanted === theNotice ? '通知（content/notice）' : undefined);
  if (title === undefined) return undefined;

  /** A document stands behind whatever cites it, and behind whatever rests on a fact of its. */
  const resting = own ? [own] : facts().filter((one) => one.docs?.includes(wanted));
  const ids = new Set(resting.map((one) => one.id));
  const rests = (list: readonly string[]): readonly string[] => [
    ...new Set(list.filter((id) => ids.has(id))),
  ];
  const concerned = (id: string): boolean => id === wanted || wanted === theNotice;

  const asked = pool().flatMap((item) => {
    const cited = item.sources.filter((one) => one.doc === wanted).map((one) => `引用${one.clause ?? ''}`);
    const by = [...cited, ...rests(item.facts)];
    return by.length === 0 ? [] : [{ at: item.id, said: item.stem, by, drawn: 'mistakes' in item }];
  });
  const plain = ({ at, said, by }: Touched): Touched => ({ at, said, by });
  return {
    title,
    lists: {
      facts: document ? resting.map((one) => ({ at: one.id, said: one.statement, by: [] })) : [],
      items: asked.filter((one) => !one.drawn).map(plain),
      templates: asked.filter((one) => one.drawn).map(plain),
      factors: factors()
        .filter((one) => ids.has(one.fact))
        .map((one) => ({ at: one.id, said: `${one.name} ${one.value} ${one.unit}`, by: [one.fact] })),
      notes: readdirSync('content/syllabus').flatMap((file) => {
        const by = rests(citedIn(readFileSync(`content/syllabus/${file}`, 'utf8')));
        return by.length === 0 ? [] : [{ at: `content/syllabus/${file}`, said: '', by }];
      }),
      changes: changes().flatMap((one) => {
        const by = [...(one.docs.includes(wanted) ? ['引用'] : []), ...rests(one.facts)];
        return by.length === 0 ? [] : [{ at: one.id, said: one.topic, by }];
      }),
      rules: conditions
        .filter(({ id }) => concerned(id))
        .map((one) => ({
          at: `src/domain/eligibility/requirements/${one.level}.ts`,
          said: wording(one),
          by: [one.id],
        })),
      people: cases().flatMap((one) => {
        const by = levels.flatMap((level) => {
          const { by: carrying, either = [], confirm = [], earliestBy } = one.expect[level];
          return [carrying, earliestBy, ...either, ...confirm].filter(
            (id): id is NonNullable<typeof id> => id !== undefined && concerned(id),
          );
        });
        return by.length === 0 ? [] : [{ at: 'content/cases', said: one.name, by: [...new Set(by)] }];
      }),
      code: codeNaming([...(document || clause !== undefined ? [wanted] : []), ...ids]),
    },
  };
}

/** Lines of code that name an id, as docstrings of accounting functions do. */
function codeNaming(ids: readonly string[]): readonly Touched[] {
  if (ids.length === 0) return [];
  const named = new RegExp(`(?<![\\w-])(?:${ids.join('|')})(?![\\w-])`, 'g');
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.(ts|tsx|astro)$/.test(file) && !file.startsWith('build/'))
    .sort()
    .flatMap((file) =>
      readFileSync(path.join('src', file), 'utf8')
        .split('\n')
        .flatMap((text, line): Touched[] => {
          const by = [...new Set([...text.matchAll(named)].map(([id]) => id))];
          return by.length === 0 ? [] : [{ at: `src/${file}:${String(line + 1)}`, said: text.trim(), by }];
        }),
    );
}
