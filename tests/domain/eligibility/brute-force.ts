/**
 * The semantics of the 19 conditions once more, written apart from the engine and shared with nothing in it:
 * a partial profile is filled in with every combination of values that matter, and each is judged by plain ifs.
 */
export interface Person {
  edu: number; // 0 初中及以下 … 5 研究生及以上
  related: boolean;
  college: boolean;
  student: 'none' | 'university' | 'related-vocational' | 'other-vocational';
  total: number;
  run: number;
  carbon: number; // 0 none, 1–3
  since: number;
  held: number;
  other: number;
  otherHeld: number;
}
export type Partially = { [K in keyof Person]?: Person[K] | undefined };

const MET = 2;
const ASK = 1;
const NOT = 0;
const yes = (condition: boolean): number => (condition ? MET : NOT);

/** 2 met, 1 confirm, 0 not met, for each clause in the notice's order. */
export function judgeAll(p: Person): readonly number[] {
  const byRun = (edu: number, months: number): number => {
    if (p.edu !== edu || p.run < months) return NOT;
    if (!p.related) return MET;
    return edu === 2 ? ASK : NOT;
  };
  const carbon = (named: number): number => {
    if (p.carbon < named) return NOT;
    if (p.carbon === named && p.since >= 12) return MET;
    return p.total >= 12 ? ASK : NOT;
  };
  return [
    yes(p.total >= 36),
    yes(p.edu >= 1 && p.total >= 24),
    yes(p.edu >= 2 && p.total >= 12),
    p.student === 'university' || p.student === 'related-vocational' ? MET : p.student === 'none' ? NOT : ASK,
    p.other === 1 ? MET : p.other > 1 ? ASK : NOT,
    byRun(2, 36),
    byRun(3, 24),
    byRun(4, 12),
    byRun(5, 0),
    yes(p.college),
    carbon(1),
    p.other === 2 ? MET : p.other === 3 ? ASK : NOT,
    byRun(2, 48),
    byRun(3, 36),
    byRun(4, 24),
    byRun(5, 24),
    yes(p.college && p.total >= 12),
    carbon(2),
    yes(p.other === 3 && p.otherHeld >= 12),
  ];
}

/** Whether there can be such a person. */
export const canBe = (p: Person): boolean =>
  p.run <= p.total &&
  (p.carbon === 0 || (p.since <= p.total && p.since <= p.held)) &&
  (p.edu < 3 ? !p.college : !p.related || p.college);

const students = ['none', 'university', 'related-vocational', 'other-vocational'] as const;
/** Months are only ever held against whole years up to four: nought to four years stand for all of them. */
const years = (months: number): number => Math.min(4, Math.floor(months / 12));
/**
 * What judgeAll() says of every person there can be by whole years, three words each, filled in as it is asked for:
 * the clauses of 初级 with the three levels above them, those of 中级, those of 高级; a bit for each outcome.
 */
const judged = new Uint32Array(3 * 6 * 2 * 2 * 4 * 5 * 5 * 4 * 5 * 4 * 5);
function wordsOf(p: Person): number {
  let at = (p.edu * 2 + (p.related ? 1 : 0)) * 2 + (p.college ? 1 : 0);
  at = (at * 4 + students.indexOf(p.student)) * 5 + years(p.total);
  at = ((at * 5 + years(p.run)) * 4 + p.carbon) * 5 + years(p.since);
  at = ((at * 4 + p.other) * 5 + years(p.otherHeld)) * 3;
  if (judged[at] === 0) {
    const best = [0, 0, 0];
    judgeAll(p).forEach((one, clause) => {
      const level = clause < 5 ? 0 : clause < 12 ? 1 : 2;
      const place = level === 0 ? clause : level === 1 ? clause - 5 : clause - 12;
      judged[at + level] = (judged[at + level] ?? 0) | (1 << (3 * place + one));
      best[level] = Math.max(best[level] ?? 0, one);
    });
    best.forEach((one, level) => (judged[at] = (judged[at] ?? 0) | (1 << (15 + 3 * level + one))));
  }
  return at;
}

/** For each clause, and then for each level, the set of what comes out: bit 0 not, bit 1 confirm, bit 2 met. */
export function outcomes(given: Partially): {
  readonly clauses: readonly number[];
  readonly levels: readonly number[];
} {
  const asked = [given.total, given.run, given.since, given.held].filter((one) => one !== undefined);
  const months = [...new Set([0, 12, 24, 36, 48, ...asked])];
  const or = <T>(value: T | undefined, all: readonly T[]): readonly T[] =>
    value === undefined ? all : [value];
  const carbons = or(given.carbon, [0, 1, 2, 3]).flatMap((carbon) =>
    carbon === 0
      ? [{ carbon, since: 0, held: 0 }]
      : or(given.since, months).flatMap((since) =>
          or(given.held, [Math.max(since, 12)]).map((held) => ({ carbon, since, held })),
        ),
  );
  const others = or(given.other, [0, 1, 2, 3]).flatMap((other) =>
    other === 0
      ? [{ other, otherHeld: 0 }]
      : or(given.otherHeld, [0, 12]).map((otherHeld) => ({ other, otherHeld })),
  );
  const set = [0, 0, 0];
  for (const edu of or(given.edu, [0, 1, 2, 3, 4, 5]))
    for (const related of or(given.related, [true, false]))
      for (const college of or(given.college, [true, false]))
        for (const total of or(given.total, months))
          for (const run of or(given.run, months))
            for (const { carbon, since, held } of carbons) {
              const person: Person = { edu, related, college, total, run, student: 'none', carbon, since, held, other: 0, otherHeld: 0 }; // prettier-ignore
              if (!canBe(person)) continue;
              for (person.student of or(given.student, students))
                for ({ other: person.other, otherHeld: person.otherHeld } of others) {
                  const at = wordsOf(person);
                  for (let word = 0; word < 3; word += 1)
                    set[word] = (set[word] ?? 0) | (judged[at + word] ?? 0);
                }
            }
  const [first = 0, second = 0, third = 0] = set;
  const bits = (word: number, from: number, count: number): readonly number[] =>
    Array.from({ length: count }, (_, at) => (word >> (from + 3 * at)) & 7);
  return {
    clauses: [...bits(first, 0, 5), ...bits(second, 0, 7), ...bits(third, 0, 7)],
    levels: bits(first, 15, 3),
  };
}
