/** What goes from the eligibility checker into the form: exactly what was said, and nothing that was not. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { educations, grades } from '../../../src/domain/eligibility/facts.ts';
import {
  checkField,
  checkRow,
  educations as onForm,
  emptyDraft,
  mendField,
  mostRows,
  readSpan,
  type Offer,
} from '../../../src/domain/registration/form.ts';
import { brought, handOver } from '../../../src/domain/registration/handed.ts';
import { today } from './people.ts';

const offer: Offer = {
  sittings: [{ id: '2027-01', label: '2027 年 1 月 16–17 日' }],
  clauses: [
    { id: 'junior-3', level: 'junior', label: '初级 (3)', text: '' },
    { id: 'senior-1', level: 'senior', label: '高级 (1)', text: '' },
  ],
};
const none = { known: {}, day: 'today', periods: [] };
const there = (...given: Parameters<typeof handOver>) => brought(`#${handOver(...given)}`, today, offer);

describe('from the checker into the form', () => {
  test('level, clause, education and a typed length of work go over as they were said', () => {
    expect(
      there('junior', 'junior-3', {
        ...none,
        known: { education: 'bachelor', totalMonths: 42, major: 'other' },
      }),
    ).toEqual({
      values: { level: 'junior', clause: 'junior-3', education: 'bachelor', years: '3年6个月' },
      rows: [],
    });
  });

  test('periods become rows of work by their months, and the years are their sum with overlaps counted once', () => {
    const periods = [
      { from: '2015-07', to: '2017-06' },
      { from: '2017-01', to: '2017-12' },
    ];
    expect(there('senior', null, { ...none, known: { totalMonths: 999 }, periods })).toEqual({
      values: { level: 'senior', years: '2年6个月' },
      rows: periods.map((cells) => ({ section: 'work', cells })),
    });
  });

  test('work that is not done yet is not handed over as done', () => {
    const periods = [
      { from: '2026-01', to: '2027-01' },
      { from: '2027-02', to: '2027-03' },
    ];
    expect(there('senior', null, { ...none, periods })).toEqual({
      values: { level: 'senior', years: '11个月' },
      rows: [{ section: 'work', cells: { from: '2026-01' } }],
    });
  });

  test('a length counted up to a later sitting is not the length today; the sitting itself goes over', () => {
    expect(there('junior', null, { ...none, known: { totalMonths: 24 }, day: '2027-01' })).toEqual({
      values: { level: 'junior', sitting: '2027-01' },
      rows: [],
    });
    // A sitting that is not offered any more is left out.
    expect(there('junior', null, { ...none, day: '2026-09' }).values).toEqual({ level: 'junior' });
  });

  test('of a certificate its grade goes over: name, issuer and month were not asked', () => {
    const known = {
      carbonCertificate: { level: 'junior', monthsHeld: 14, monthsWorkedSince: 3 },
      otherCertificate: 'none',
    } as const;
    expect(there('junior', null, { ...none, known }).rows).toEqual([
      { section: 'certificates', cells: { grade: '初级' }, about: '碳减排领域证书' },
    ]);
    expect(there('junior', null, { ...none, known: { otherCertificate: { monthsHeld: 3 } } }).rows).toEqual(
      [],
    );
  });

  test('no work at all is said as 0, and what the form would not believe is left out', () => {
    expect(there('junior', null, { ...none, known: { totalMonths: 0 } }).values.years).toBe('0');
    expect(there('junior', null, { ...none, known: { totalMonths: 721 } }).values.years).toBeUndefined();
    const many = Array.from({ length: mostRows + 1 }, () => ({ from: '2020-01', to: '2020-02' }));
    expect(there('junior', null, { ...none, periods: many }).rows).toEqual([]);
    expect(there('junior', null, { ...none, periods: many.slice(1) }).rows).toHaveLength(mostRows);
  });

  test('the form has an education for each of the checker’s', () => {
    expect(onForm.map(({ id }) => id)).toEqual(educations);
  });

  test('nothing personal is in it, and an app that encodes the link does no harm', () => {
    const fragment = handOver('junior', 'junior-3', {
      known: { education: 'bachelor' },
      day: '2027-01',
      periods: [{ from: '2015-07', to: '2017-06' }],
    });
    expect(fragment).toBe(
      'level=junior&clause=junior-3&education=bachelor&work=2015-07_2017-06&sitting=2027-01',
    );
    expect(brought(encodeURIComponent(fragment), today, offer)).toEqual(brought(fragment, today, offer));
  });

  test.each([
    ['', {}],
    ['#field-name', {}],
    ['#%E0%A4', {}],
    ['level=master&clause=junior-3', {}],
    ['level=junior&clause=senior-1', { level: 'junior' }],
    ['clause=junior-3', {}],
    ['education=doctor&months=1.5&work=2020-13_2021-01,x&carbon=4&sitting=2031-01', {}],
    ['months=007', {}],
  ])('of %s only what can be true is taken', (fragment, values) => {
    expect(brought(fragment, today, offer)).toEqual({ values, rows: [] });
  });

  test('whatever the checker holds, the form finds nothing wrong with what came', () => {
    const month = fc
      .tuple(fc.integer({ min: 1950, max: 2030 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, m]) => `${String(year)}-${String(m).padStart(2, '0')}`);
    const answers = fc.record({
      known: fc.record(
        {
          education: fc.constantFrom(...educations),
          totalMonths: fc.integer({ min: 0, max: 900 }),
          otherCertificate: fc.record({ level: fc.constantFrom(...grades) }),
        },
        { requiredKeys: [] },
      ),
      day: fc.constantFrom('today', '2027-01'),
      periods: fc.array(fc.record({ from: month, to: month }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(answers, (given) => {
        const { values, rows } = there('junior', 'junior-3', given);
        const draft = { ...emptyDraft.values, ...values };
        for (const id of ['education', 'years', 'level', 'clause', 'sitting'] as const) {
          if (values[id] === undefined) continue;
          expect(mendField(id, values[id]).changes).toEqual([]);
          const mended = { ...draft, [id]: mendField(id, values[id]).value };
          expect(checkField(id, mended, today, offer).filter(({ weight }) => weight === 'error')).toEqual([]);
        }
        if (values.years !== undefined)
          expect(readSpan(mendField('years', values.years).value)).toBeTypeOf('number');
        for (const { section, cells } of rows)
          expect(
            checkRow(section, cells, draft, today).filter(({ column }) => cells[column] !== undefined),
          ).toEqual([]);
      }),
    );
  });
});
