/** What papers are made of: the tables' sums are checked, and each fault is named. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseBlueprints } from '../../src/schema/blueprint.ts';

const raw = (): unknown => parse(readFileSync('content/blueprints.yaml', 'utf8'));
const broken = (from: string | RegExp, to: string): readonly string[] =>
  parseBlueprints(parse(readFileSync('content/blueprints.yaml', 'utf8').replace(from, to))).faults;

describe('blueprints', () => {
  test('the three tables are sound', () => {
    const { blueprints, faults } = parseBlueprints(raw());
    expect(faults).toEqual([]);
    expect(blueprints.papers.map((one) => [one.level, one.minutes, one.pass, one.rule])).toEqual([
      ['junior', 120, 60, 'half-each'],
      ['intermediate', 120, 60, 'half-each'],
      ['senior', 120, 60, 'half-each'],
    ]);
    expect(blueprints.timeFactors).toEqual([1, 1.25, 1.5, 2, 10]);
  });

  test('a count too many is named with its paper and part', () => {
    expect(broken('1-1: [2, 1, 0]', '1-1: [3, 1, 0]')).toEqual([
      'blueprints.yaml C1 single: adds up to 41 questions, not 40',
      'blueprints.yaml C1 points: the paper has 101 points, not 100',
    ]);
  });

  test('points that do not make 100 are named', () => {
    expect(broken('multiple: 2', 'multiple: 3')).toEqual([
      'blueprints.yaml C1 points: the paper has 115 points, not 100',
    ]);
  });

  test('an unknown section, an id twice and levels out of order are named', () => {
    expect(broken('1-1: [2, 1, 0]', '1-9: [2, 1, 0]')[0]).toContain(
      '"1-9": is neither a section nor a module',
    );
    expect(broken('id: Z1', 'id: C1')).toContain('blueprints.yaml papers: an id stands twice');
    expect(broken('level: intermediate', 'level: senior')).toContain(
      'blueprints.yaml papers: number 2 is not for intermediate',
    );
    expect(broken('"3, 4": [0, 1, 0]', '"3, 3-1": [0, 1, 0]')[0]).toContain('names a section twice');
  });

  test('a letter outside the alphabet of 卷号 is refused', () => {
    expect(broken('id: C1', 'id: O1')[0]).toContain('Crockford');
  });
});
