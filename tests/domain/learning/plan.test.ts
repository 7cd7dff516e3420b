import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { addDays, date, daysBetween, sitting, weekday } from '../../../src/domain/calendar.ts';
import { writeCalendar } from '../../../src/domain/calendar-file.ts';
import { recordVersion, type DrillRecord } from '../../../src/domain/exam/record.ts';
import { samples, workByDay } from '../../../src/domain/learning/log.ts';
import { noteAt, readNote, starred, wished, type Note } from '../../../src/domain/learning/notes.ts';
import { planCalendar } from '../../../src/domain/learning/plan-file.ts';
import {
  dayMinutes,
  lastDays,
  makePlan,
  needs,
  progress,
  step,
  type PlanInput,
} from '../../../src/domain/learning/plan.ts';
import { asked, givenOf, isUp, readRow, rowVersion, type Row } from '../../../src/domain/learning/row.ts';
import { sections } from '../../../src/domain/notice.ts';
import { bank, blueprints } from '../../../src/schema/content.ts';

const items = bank();
const { papers } = blueprints();
const [junior] = papers;
if (!junior) throw new Error('no blueprint');
const today = date('2026-11-22');

const inputs: fc.Arbitrary<PlanInput> = fc
  .record({
    today: fc.integer({ min: 0, max: 400 }).map((days) => addDays(today, days)),
    ahead: fc.integer({ min: -3, max: 120 }),
    weekday: fc.integer({ min: 0, max: 200 }),
    weekend: fc.integer({ min: 0, max: 400 }),
    needs: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 16, maxLength: 16 }).map((minutes) =>
      sections.map((section, place) => ({
        section,
        minutes: minutes[place] ?? 0,
        again: 30,
        points: 1 + (place % 5) * 3,
      })),
    ),
    paper: fc.constant(120),
    begun: fc.boolean(),
  })
  .map(({ ahead, ...rest }) => ({ ...rest, exam: addDays(rest.today, ahead) }));

const budget = (input: PlanInput, day: ReturnType<typeof date>): number =>
  weekday(day) === 0 || weekday(day) === 6 ? input.weekend : input.weekday;

describe('the study plan', () => {
  test('holds every day from today to the eve once, none in the past, none at the sitting or after', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const days = makePlan(input).days.map(({ day }) => day);
        expect(days).toEqual(
          Array.from({ length: Math.max(0, daysBetween(input.today, input.exam)) }, (_, place) =>
            addDays(input.today, place),
          ),
        );
      }),
    );
  });

  test('fills each day with what it has to the last step of five minutes, and never more', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = makePlan(input);
        for (const day of plan.days) {
          const has = budget(input, day.day);
          expect(dayMinutes(day)).toBe(Math.floor(has / step) * step);
          for (const { minutes } of day.tasks) expect(minutes).toBeGreaterThan(0);
        }
        expect(plan.minutes).toBe(plan.days.reduce((sum, day) => sum + dayMinutes(day), 0));
      }),
    );
  });

  test('the last week is review and papers only; a paper is whole, and none is on the eve', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = makePlan(input);
        const count = plan.days.length;
        const last = count >= 2 * lastDays ? lastDays : Math.floor(count / 2);
        const late = last === 0 ? [] : plan.days.slice(-last);
        for (const { tasks } of late) for (const { kind } of tasks) expect(kind).not.toBe('section');
        for (const { kind } of late.at(-1)?.tasks ?? []) expect(kind).toBe('review');
        const papersMade = plan.days.flatMap(({ tasks }) => tasks).filter((task) => task.kind === 'paper');
        expect(papersMade.reduce((sum, { minutes }) => sum + minutes, 0) % 120).toBe(0);
        const firsts = papersMade.filter(({ part }) => part === 1).length;
        expect(papersMade.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(firsts * 120);
      }),
    );
  });

  test('every section with something left to do has its time, unless there are not five minutes for each: then the plan names those without', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const plan = makePlan(input);
        const given = new Map<string, number>();
        for (const task of plan.days.flatMap(({ tasks }) => tasks))
          if (task.kind === 'section' && task.round === 1)
            given.set(task.section, (given.get(task.section) ?? 0) + task.minutes);
        const open = input.needs.filter(({ minutes }) => minutes > 0);
        expect(open.filter(({ section }) => !given.has(section)).map(({ section }) => section)).toEqual(
          plan.left,
        );
        for (const { section, minutes } of open)
          expect(given.get(section) ?? 0).toBeLessThanOrEqual(Math.ceil(minutes / step) * step);
        const sum = [...given.values()].reduce((total, one) => total + one, 0);
        expect(sum).toBe(plan.fitted);
        if (plan.fitted >= open.length * step) expect(plan.left).toEqual([]);
        // Time is left unused for study only where everything fits.
        const study = plan.days.slice(0, -lastDays).flatMap(({ tasks }) => tasks);
        if (plan.days.length >= 2 * lastDays && plan.fitted < plan.needed)
          expect(study.some(({ kind }) => kind === 'paper')).toBe(false);
      }),
    );
  });

  test('sections come in the order of the notice, and without a beginning there is nothing to review on the first day', () => {
    const plan = makePlan({
      today,
      exam: date('2027-01-16'),
      weekday: 45,
      weekend: 120,
      needs: needs(items, junior, new Map()),
      paper: junior.minutes,
      begun: false,
    });
    const order = plan.days.flatMap(({ tasks }) =>
      tasks.flatMap((task) => (task.kind === 'section' && task.round === 1 ? [task.section] : [])),
    );
    expect([...new Set(order)]).toEqual(sections);
    expect(plan.left).toEqual([]);
    expect(plan.days[0]?.tasks.every(({ kind }) => kind === 'section')).toBe(true);
    expect(
      plan.days
        .slice(-7)
        .flatMap(({ tasks }) => tasks)
        .filter(({ kind }) => kind === 'paper'),
    ).toHaveLength(2);
  });

  test('plans anew when behind: what was not done comes back, what was done does not', () => {
    const exam = date('2027-01-16');
    const made = (from: typeof today, log: readonly DrillRecord[]) =>
      makePlan({
        today: from,
        exam,
        weekday: 30,
        weekend: 60,
        needs: needs(items, junior, samples(log)),
        paper: 120,
        begun: log.length > 0,
      });
    const first = made(today, []);
    const later = addDays(today, 5);
    const lazy = made(later, []);
    expect(lazy.needed).toBe(first.needed);
    expect(lazy.days[0]?.day).toBe(later);
    const log = items
      .filter(({ section, levels }) => section === '1-1' && levels.includes('junior'))
      .map(({ id, rev }, place): DrillRecord => ({
        version: recordVersion, at: place, day: today, item: id, rev, outcome: 'right', ms: 60_000,
      })); // prettier-ignore
    const busy = made(later, log);
    expect(busy.needed).toBeLessThan(first.needed);
    expect(
      busy.days
        .flatMap(({ tasks }) => tasks)
        .some((task) => task.kind === 'section' && task.section === '1-1' && task.round === 1),
    ).toBe(false);
    const work = workByDay(log);
    const went = progress(first, later, (day) => work.get(day)?.minutes ?? 0);
    // Sunday 60, then four working days of 30.
    expect(went).toEqual({ planned: 180, done: log.length });
    expect(progress(first, today, () => 0)).toEqual({ planned: 0, done: 0 });
  });

  test('each level’s sections together weigh the hundred points of its paper', () => {
    for (const blueprint of papers)
      expect(needs(items, blueprint, new Map()).reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(
        100,
        8,
      );
  });
});

describe('the plan’s calendar file', () => {
  const when = sitting('2027-01');
  const text = planCalendar(
    makePlan({
      today,
      exam: date('2027-01-16'),
      weekday: 45,
      weekend: 120,
      needs: needs(items, junior, new Map()),
      paper: 120,
      begun: false,
    }),
    when,
    'junior',
    '20261122T090000Z',
    'https://example.org/plan/',
  );

  test('keeps to RFC 5545 by an independent reader', () => {
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n'))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events).toHaveLength(55 + 2);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(57);
    const [first] = events;
    expect(first?.startDate.toString()).toBe('2026-11-22');
    expect(first?.endDate.toString()).toBe('2026-11-23');
    expect(first?.summary).toBe('备考 120 分钟');
    expect(first?.description).toContain('1-1 温室气体的影响');
    const last = events.at(-1);
    expect(last?.startDate.toString()).toBe('2027-01-17T09:00:00');
    expect(calendar.getFirstSubcomponent('vtimezone')?.getFirstPropertyValue('tzid')).toBe('Asia/Shanghai');
  });

  test('any text comes back as it was, whatever commas, backslashes, breaks and wide characters it holds', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('碳', 'a', ',', ';', '\\', '\n', '😀', ' ', '"', ':'),
          maxLength: 200,
        }),
        (words) => {
          const file = writeCalendar({
          name: 'n', product: 'p', stamp: '20260101T000000Z',
          events: [{ uid: 'u', day: today, summary: 's', description: words, url: 'https://example.org/' }],
        }); // prettier-ignore
          for (const line of file.split('\r\n'))
            expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
          const read = new ICAL.Component(ICAL.parse(file) as unknown[]).getFirstSubcomponent('vevent');
          expect(read?.getFirstPropertyValue('description')).toBe(words);
        },
      ),
    );
  });
});

describe('notes', () => {
  const note = (id: string, at: number, item: string, on: boolean): Note => ({
    version: 1,
    id,
    at,
    kind: 'star',
    item,
    on,
  });
  test('收藏 is the last word on each item, the latest first, in whatever order lines arrive', () => {
    const notes = [
      note('1', 1, 'a', true),
      note('2', 2, 'b', true),
      note('3', 3, 'a', false),
      note('4', 4, 'c', true),
    ];
    expect(starred(notes)).toEqual(['c', 'b']);
    expect(starred([...notes].reverse())).toEqual(['c', 'b']);
    expect(starred([...notes, note('5', 5, 'a', true)])).toEqual(['a', 'c', 'b']);
  });

  test('the plan is the last wish; taken back, there is none', () => {
    const wish = { sitting: '2027-01', level: 'junior', weekday: 45, weekend: 120, madeOn: today } as const;
    const made: Note = { version: 1, id: 'p', at: 5, kind: 'plan', wish };
    expect(readNote(JSON.parse(JSON.stringify(made)))).toEqual(made);
    expect(wished([made])).toEqual(wish);
    expect(wished([made, { version: 1, id: 'q', at: 6, kind: 'plan', wish: null }])).toBeUndefined();
  });

  test('what is noted now holds, also after the notes of a device whose clock ran ahead', () => {
    const ahead = note('1', 9_000, 'a', true);
    const now = noteAt([note('0', 2, 'b', true), ahead], 5_000);
    expect(now).toBe(9_001);
    expect(starred([ahead, note('2', now, 'a', false)])).toEqual([]);
    expect(noteAt([note('0', 2, 'b', true)], 5_000)).toBe(5_000);
    // A moment no later note could outlive is none.
    for (const at of [1e300, -1, Number.NaN]) expect(readNote(note('1', at, 'a', true))).toBeUndefined();
  });

  test('what is none of ours is not read', () => {
    for (const raw of [
      null,
      [],
      'x',
      {},
      { version: 2, id: 'a', at: 1, kind: 'star', item: 'x', on: true },
      { version: 1, id: 'a', at: 1, kind: 'star', item: 'x', on: 'yes' },
      {
        version: 1,
        id: 'a',
        at: 1,
        kind: 'plan',
        wish: { sitting: '2027-02', level: 'junior', weekday: 1, weekend: 1, madeOn: today },
      },
      {
        version: 1,
        id: 'a',
        at: 1,
        kind: 'plan',
        wish: { sitting: '2027-01', level: 'junior', weekday: 601, weekend: 1, madeOn: today },
      },
      JSON.parse('{"__proto__":{"polluted":true},"version":1}'),
    ])
      // prettier-ignore
      expect(readNote(raw)).toBeUndefined();
    expect('polluted' in {}).toBe(false);
  });
});

describe('a row of exercises', () => {
  const row: Row = {
    version: rowVersion, id: 'r', items: ['a', 'b'], place: 1, order: ['x', 'y'],
    response: { kind: 'choice', chosen: ['x'] }, guessed: true, looked: false, own: [1, null],
    past: [{ place: 0, order: [], response: { kind: 'text', text: '答' }, guessed: false, own: [2, 1] }],
    done: 1, right: 0, active: 61_000, spent: 500, limit: 15, at: 9,
  }; // prettier-ignore

  test('is read as it was kept; a damaged one is none', () => {
    expect(readRow(JSON.parse(JSON.stringify(row)))).toEqual(row);
    for (const some of [{ version: 9 }, { items: 'a' }, { place: 3 }, { active: -1 }, { order: [1] }])
      expect(readRow({ ...row, ...some })).toBeUndefined();
    expect(readRow({ ...row, response: { kind: 'odd' }, limit: 7, own: 'x' })).toMatchObject({
      response: null,
      limit: null,
      own: null,
    });
  });

  test('kept by an older version it has nothing to look back on; what is damaged of that is left out alone', () => {
    const { past, ...older } = row;
    expect(readRow(older)).toEqual({ ...row, past: [] });
    expect(
      readRow({ ...row, past: [7, { place: 1.5, order: [] }, { place: 1, order: [] }, ...past] }),
    ).toEqual(row);
    expect(readRow({ ...row, past: 'x' })).toEqual({ ...row, past: [] });
    expect(givenOf(row)).toEqual({
      place: 1,
      order: ['x', 'y'],
      response: row.response,
      guessed: true,
      own: [1, null],
    });
  });

  test('its time is up at its limit of active time; without one, never', () => {
    expect([isUp(row, 899_999), isUp(row, 900_000), isUp({ limit: null }, 1e12)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('an address may ask for items the bank holds, each once; others are counted and passed over', () => {
    const has = (id: string) => ['1-1-s01', '2-3-m02'].includes(id);
    expect(asked('2-3-m02,1-1-s01,2-3-m02', has)).toEqual({ items: ['2-3-m02', '1-1-s01'], unknown: 0 });
    expect(asked('x,<script>,1-1-s01,,__proto__', has)).toEqual({ items: ['1-1-s01'], unknown: 3 });
    expect(asked(Array.from({ length: 9000 }, (_, n) => `i${n}`).join(','), () => true).items).toHaveLength(
      500,
    );
  });
});
