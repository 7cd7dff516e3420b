import { describe, expect, test } from 'vitest';
import { partOrder, pointsOf, type Blueprint, type Cell } from '../../../src/domain/exam/blueprint.ts';
import { bankSpace, readNumber, sayNumber, seedSpace } from '../../../src/domain/exam/number.ts';
import {
  areEnemies,
  bankHash,
  freshest,
  isPaper,
  paperOf,
  setPaper,
  setter,
  type Paper,
  type PaperProblem,
} from '../../../src/domain/exam/paper.ts';
import type { Item } from '../../../src/domain/exam/question.ts';
import {
  instance,
  isTemplate,
  library,
  rootOf,
  seedOf,
  type Entry,
  type Template,
} from '../../../src/domain/exam/template.ts';
import { blueprints, pool, templates } from '../../../src/schema/content.ts';

const items = pool();
const byId = library(items);
const { papers } = blueprints();
const seeds = Number(process.env['SEEDS'] ?? 10_000);

/** Seeds spread over the whole space. */
const seedAt = (n: number): number => (n * 7_368_787) % seedSpace;
const paper = (one: Paper | PaperProblem): Paper => {
  if (isPaper(one)) return one;
  throw new Error(JSON.stringify(one));
};
const entries = new Map(items.map((entry) => [entry.id, entry]));
/** The entry of the bank behind a question. */
const entryOf = (id: string): Entry => {
  const entry = entries.get(rootOf(id));
  if (!entry) throw new Error(`no entry ${id}`);
  return entry;
};
const itemOf = (id: string): Item => {
  const item = byId.get(id);
  if (!item) throw new Error(`no item ${id}`);
  return item;
};

describe.each(papers.map((one) => [one.level, one] as const))(
  'papers of the level %s',
  (level, blueprint) => {
    test(`${String(seeds)} seeds: every cell filled, nothing twice, no enemies, 40 + 15 + 3 questions, 100 points`, () => {
      const used = new Set<string>();
      const set = setter(blueprint, items);
      for (let n = 0; n < seeds; n += 1) {
        const { number, questions } = paper(set(seedAt(n)));
        const chosen = questions.map((question) => entryOf(question.item));
        for (const item of chosen) used.add(rootOf(item.id));
        if (new Set(chosen.map((item) => rootOf(item.id))).size !== 58)
          throw new Error(`${number}: a question stands twice`);
        if (chosen.some((item) => !item.levels.includes(level)))
          throw new Error(`${number}: an item of another level`);
        const byPart = partOrder.map((type) => questions.filter((question) => question.type === type).length);
        if (byPart.join() !== '40,15,3') throw new Error(`${number}: ${byPart.join()} questions`);
        if (questions.reduce((sum, question) => sum + question.points, 0) !== 100)
          throw new Error(`${number}: not 100 points`);
        for (const [index, item] of chosen.entries())
          for (const other of chosen.slice(index + 1))
            if (item.enemies.includes(rootOf(other.id)) || other.enemies.includes(rootOf(item.id)))
              throw new Error(`${number}: ${item.id} gives ${other.id} away`);
        const spare = new Set(chosen);
        // Small cells first: what remains then fills the pooled ones.
        for (const cell of blueprint.cells.toSorted((a, b) => a.sections.length - b.sections.length)) {
          const filling = [...spare].filter((item) => inCell(cell, item)).slice(0, cell.count);
          if (filling.length !== cell.count)
            throw new Error(`${number}: ${JSON.stringify(cell)} has ${String(filling.length)}`);
          for (const item of filling) spare.delete(item);
        }
        if (spare.size > 0) throw new Error(`${number}: ${String(spare.size)} questions of no cell`);
      }
      // Over many papers every item that a cell may draw has its turn; one that never has is crowded out by its enemies.
      const eligible = items.filter((item): boolean =>
        blueprint.cells.some((cell) => item.levels.includes(level) && inCell(cell, item)),
      );
      expect(eligible.map((item) => item.id).filter((id) => !used.has(id))).toEqual([]);
    }, 180_000);

    test('the same number and the same bank give the same paper, in whatever order the bank is read', () => {
      for (let n = 0; n < 50; n += 1) {
        const first = paper(setPaper(blueprint, items, seedAt(n)));
        expect(paperOf(first.number, papers, items.toReversed())).toEqual(first);
        expect(paperOf(first.number.toLowerCase().replaceAll('-', ''), papers, items)).toEqual(first);
      }
    });

    test('parts come in their order, and options are shuffled except where their order is their own', () => {
      const firsts = new Map<string, number>();
      for (let n = 0; n < 300; n += 1) {
        const { questions } = paper(setPaper(blueprint, items, seedAt(n)));
        expect(questions.map((question) => partOrder.indexOf(question.type))).toEqual(
          questions.map((question) => partOrder.indexOf(question.type)).toSorted((a, b) => a - b),
        );
        for (const { item: id, order } of questions) {
          const item = itemOf(id);
          if (item.type === 'short') expect(order).toEqual([]);
          else if (item.fixedOrder) expect(order).toEqual(item.options.map((option) => option.id));
          else {
            expect([...order].sort()).toEqual(item.options.map((option) => option.id).sort());
            const [key] = item.key;
            if (item.type === 'single' && key !== undefined) {
              const place = String(order.indexOf(key));
              firsts.set(place, (firsts.get(place) ?? 0) + 1);
            }
          }
        }
      }
      // The key of 单选 stands at A, B, C and D about equally often.
      const all = [...firsts.values()].reduce((sum, one) => sum + one, 0);
      for (const place of ['0', '1', '2', '3'])
        expect(Math.abs((firsts.get(place) ?? 0) / all - 0.25)).toBeLessThan(0.02);
    });

    test('the paper of a number is what it was: this very one', () => {
      const { number, questions } = paper(setPaper(blueprint, fixture, 12_345));
      expect([
        number,
        questions.length,
        questions.slice(0, 3).map(({ item, order }) => `${item} ${order.join('')}`),
      ]).toMatchSnapshot();
    });
  },
);

/** A bank of the real one's shape with nothing but what a paper depends on; it never changes. */
const fixture: readonly Item[] = papers
  .flatMap((blueprint) => blueprint.cells.flatMap((cell) => cell.sections))
  .filter((section, index, all) => all.indexOf(section) === index)
  .flatMap((section) => {
    const make = (kind: 's' | 'm' | 'q', n: number, difficulty: 1 | 2 | 3): Item => {
      const base = {
        id: `${section}-${kind}${String(n).padStart(2, '0')}`,
        rev: 1,
        levels:
          difficulty === 1
            ? (['junior', 'intermediate'] as const)
            : difficulty === 3
              ? (['intermediate', 'senior'] as const)
              : (['junior', 'intermediate', 'senior'] as const),
        section,
        stem: '题',
        difficulty,
        cognitive: 'recall' as const,
        sources: [],
        facts: [],
        enemies: [],
      };
      if (kind === 'q') return { ...base, type: 'short', answer: '', rubric: [] };
      const options = (kind === 's' ? ['a', 'b', 'c', 'd'] : ['a', 'b', 'c', 'd', 'e']).map((id) => ({
        id,
        text: id,
        why: id,
      }));
      return {
        ...base,
        type: kind === 's' ? 'single' : 'multiple',
        options,
        key: kind === 's' ? ['a'] : ['a', 'b'],
        fixedOrder: false,
      };
    };
    return [
      ...[1, 1, 1, 1, 2, 2, 2, 2, 3, 3].map((d, n) => make('s', n + 1, d === 1 ? 1 : d === 2 ? 2 : 3)),
      ...[1, 2, 2, 2, 3].map((d, n) => make('m', n + 1, d === 1 ? 1 : d === 2 ? 2 : 3)),
      make('q', 1, 2),
      make('q', 2, 3),
    ];
  });

const inCell = (cell: Cell, item: Entry): boolean =>
  item.type === cell.type && item.difficulty === cell.difficulty && cell.sections.includes(item.section);

describe('a paper that cannot be set says why', () => {
  const [junior] = papers;
  if (!junior) throw new Error('no blueprint');

  test('a cell with too few items is named', () => {
    const poor = items.filter((item) => !(item.section === '3-4' && item.type === 'single'));
    const problem = setPaper(junior, poor, 1);
    expect(problem).toMatchObject({
      kind: 'short-cell',
      supply: 0,
      cell: { sections: ['3-4'], type: 'single', difficulty: 1, count: 1 },
    });
    // Some are there, but not enough.
    const [cell] = junior.cells.filter(({ count }) => count > 1);
    if (!cell) throw new Error('no cell of two');
    const [only] = fixture.filter((item) => inCell(cell, item));
    if (!only) throw new Error('no item');
    const few = [...fixture.filter((item) => !inCell(cell, item)), only];
    expect(setPaper({ ...junior, cells: [cell] }, few, 1)).toEqual({ kind: 'short-cell', cell, supply: 1 });
  });

  test('a bank of enemies is named, not sat for ever', () => {
    const enemies = fixture.map((item) => ({
      ...item,
      enemies: fixture.map((other) => other.id).filter((id) => id !== item.id),
    }));
    expect(setPaper(junior, enemies, 1)).toEqual({ kind: 'enemies', tries: 200 });
  });

  test('it is enough that one of two enemies names the other; instances of templates count as their template', () => {
    const one = { id: '1-1-s01', enemies: ['1-1-t02'] };
    const two = { id: '1-1-t02_0k3f', enemies: [] };
    expect([areEnemies(one, two), areEnemies(two, one), areEnemies(two, { id: 'x', enemies: [] })]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('a number of an older bank is not silently given another paper', () => {
    const { number } = paper(setPaper(junior, items, 7));
    const mended = items.map((item) => (item.id === '1-1-s01' ? { ...item, rev: item.rev + 1 } : item));
    expect(paperOf(number, papers, mended)).toEqual({ kind: 'changed-bank', blueprint: junior.id });
    const shorter = items.filter((item) => item.id !== '1-1-s01');
    expect(paperOf(number, papers, shorter)).toEqual({ kind: 'changed-bank', blueprint: junior.id });
    const other: Blueprint = { ...junior, points: { ...junior.points, single: 2 } };
    expect(paperOf(number, [other], items)).toEqual({ kind: 'changed-bank', blueprint: junior.id });
  });

  test('a mended wording, or an item of another level, leaves the numbers good', () => {
    const { number } = paper(setPaper(junior, items, 7));
    const mended = items.map((item): Entry => ({ ...item, stem: `${item.stem}。` }));
    expect(isPaper(paperOf(number, papers, mended))).toBe(true);
    const without = items.filter((item) => item.levels.includes('junior'));
    expect(isPaper(paperOf(number, papers, without))).toBe(true);
  });

  test('a number of an unknown kind of paper, or of none, is named', () => {
    const unknown = sayNumber({ blueprint: 'X9', seed: 1, bank: 1 });
    expect(paperOf(unknown, papers, items)).toEqual({ kind: 'unknown-blueprint', blueprint: 'X9' });
    expect(paperOf('C1', papers, items)).toEqual({ kind: 'length', found: 2 });
  });

  test('a seed outside the space is a bug', () => {
    for (const seed of [-1, seedSpace, 0.5]) expect(() => setPaper(junior, items, seed)).toThrow(RangeError);
  });
});

describe('what the visitor has seen', () => {
  test('chooses the number, and nothing else: the paper is still the number’s own', () => {
    for (const blueprint of papers) {
      const first = paper(setPaper(blueprint, items, 1));
      const seen = new Set(first.questions.map((question) => question.item));
      const known = new Set([...seen].map(rootOf));
      const many = Array.from({ length: 16 }, (_, n) => seedAt(n + 1));
      const chosen = paper(freshest(blueprint, items, many, seen));
      const old = (one: Paper): number =>
        one.questions.filter((question) => known.has(rootOf(question.item))).length;
      const all = many.map((seed) => old(paper(setPaper(blueprint, items, seed))));
      expect(old(chosen)).toBe(Math.min(...all));
      expect(paperOf(chosen.number, papers, items)).toEqual(chosen);
    }
  });
});

describe('calculations on a paper', () => {
  const drawn = templates();
  const change = (id: string, how: (one: Template) => Template): readonly Entry[] =>
    items.map((entry) => (isTemplate(entry) && entry.id === id ? how(entry) : entry));

  test('are asked often, never twice from one template, never more than eight, each with numbers of its own', () => {
    // With as many fixed items as every cell could want; a small bank may have to go beyond the bound.
    const ample = items.flatMap((entry): readonly Entry[] =>
      isTemplate(entry) ? [entry] : ['', 'x'].map((copy) => ({ ...entry, id: entry.id + copy })),
    );
    for (const blueprint of papers) {
      let sum = 0;
      for (let n = 0; n < 200; n += 1) {
        const { questions } = paper(setPaper(blueprint, ample, seedAt(n)));
        const from = questions.map((question) => question.item).filter((id) => rootOf(id) !== id);
        expect(new Set(from.map(rootOf)).size).toBe(from.length);
        expect(from.length).toBeLessThanOrEqual(8);
        // Two of 32⁴ draws may be the same by chance; three are not.
        expect(new Set(from.map(seedOf)).size).toBeGreaterThanOrEqual(from.length - 1);
        for (const one of questions) if (from.includes(one.item)) expect(one.type).toBe('single');
        sum += from.length;
      }
      expect(sum / 200, blueprint.level).toBeGreaterThan(2);
    }
  });

  test('a cell that has nothing else is filled beyond the bound, not given up', () => {
    const [junior] = papers;
    if (!junior) throw new Error('no blueprint');
    const [one] = drawn;
    if (!one) throw new Error('no template');
    const many = Array.from({ length: 12 }, (_, n): Template => ({
      ...one,
      id: `2-3-t${String(900 + n)}`,
      section: '2-3',
      levels: ['junior'],
      difficulty: 1,
    }));
    const cells: readonly Cell[] = [{ sections: ['2-3'], type: 'single', difficulty: 1, count: 10 }];
    const { questions } = paper(setPaper({ ...junior, cells }, many, 5));
    expect(questions).toHaveLength(10);
  });

  test('the same 卷号 has the same numbers, and no other template changes them', () => {
    const [, , senior] = papers;
    if (!senior) throw new Error('no blueprint');
    for (let n = 0; n < 20; n += 1) {
      const first = paper(setPaper(senior, items, seedAt(n)));
      const again = paper(paperOf(first.number, papers, items.toReversed()));
      expect(again.questions.map((one) => byId.get(one.item))).toEqual(
        first.questions.map((one) => library(items.toReversed()).get(one.item)),
      );
    }
  });

  test('a template of another meaning makes another bank; a mended word does not', () => {
    const [, , senior] = papers;
    const one = drawn.find((entry) => entry.levels.includes('senior'));
    if (!senior || !one) throw new Error('no blueprint or template');
    const hash = bankHash(senior, items);
    const word = (entry: Template): Template => ({
      ...entry,
      stem: `${entry.stem}。`,
      steps: [],
      answer: { ...entry.answer, why: '答' },
      mistakes: entry.mistakes.map((mistake) => ({ ...mistake, why: '错', name: '错' })),
    });
    expect(bankHash(senior, change(one.id, word))).toBe(hash);
    const meant: readonly ((entry: Template) => Template)[] = [
      (entry) => ({ ...entry, rev: entry.rev + 1 }),
      (entry) => ({ ...entry, answer: { ...entry.answer, is: `${entry.answer.is} * 1` } }),
      (entry) => ({ ...entry, answer: { ...entry.answer, decimals: 5 } }),
      (entry) => ({ ...entry, mistakes: entry.mistakes.slice(1) }),
      (entry) => ({ ...entry, given: { ...entry.given, zz: { value: 1, text: '1' } } }),
      (entry) => ({ ...entry, require: [...entry.require, '1'] }),
    ];
    for (const how of meant) expect(bankHash(senior, change(one.id, how))).not.toBe(hash);
  });

  test('the numbers of a seed are what they were: this very one', () => {
    const one = drawn.find((entry) => entry.id === '2-2-t02');
    if (!one) throw new Error('no 2-2-t02');
    const { stem, options } = instance(one, 12_345);
    expect([stem, ...options.map((option) => `${option.id} ${option.text}`)]).toMatchSnapshot();
  });
});

describe('the blueprints', () => {
  test('add up to 100 points, and every number carries bank and blueprint', () => {
    for (const blueprint of papers) {
      expect(pointsOf(blueprint)).toBe(100);
      const { number } = paper(setPaper(blueprint, items, 99));
      expect(readNumber(number)).toEqual({
        blueprint: blueprint.id,
        seed: 99,
        bank: bankHash(blueprint, items),
      });
      expect(bankHash(blueprint, items)).toBeLessThan(bankSpace);
    }
  });

  test('初级 leans on modules 1 and 2, 高级 on 3 and 4; no level asks beyond its difficulty', () => {
    const share = (blueprint: Blueprint, modules: string): number =>
      blueprint.cells
        .filter((cell) => cell.sections.every((section) => modules.includes(section.charAt(0))))
        .reduce((sum, cell) => sum + cell.count * blueprint.points[cell.type], 0);
    const [junior, intermediate, senior] = papers;
    if (!junior || !intermediate || !senior) throw new Error('three blueprints');
    expect(share(junior, '12')).toBeGreaterThanOrEqual(65);
    expect(share(senior, '34')).toBeGreaterThanOrEqual(60);
    expect(share(intermediate, '12')).toBeGreaterThan(40);
    expect(share(intermediate, '12')).toBeLessThan(60);
    expect(junior.cells.some((cell) => cell.difficulty === 3)).toBe(false);
    expect(senior.cells.some((cell) => cell.difficulty === 1)).toBe(false);
  });

  test('高级 asks mostly for applying and analysing', () => {
    const senior = papers.find((one) => one.level === 'senior');
    if (!senior) throw new Error('no senior');
    const { questions } = paper(setPaper(senior, items, 4_321));
    const deep = questions.filter((question) =>
      ['apply', 'analyse'].includes(itemOf(question.item).cognitive),
    );
    expect(deep.length / questions.length).toBeGreaterThan(0.7);
  });
});
