import { describe, expect, test } from 'vitest';
import { date } from '../../../src/domain/calendar.ts';
import { levels } from '../../../src/domain/notice.ts';
import { dating, nextQuestion, openQuestions, serves } from '../../../src/domain/eligibility/ask.ts';
import { assess, sittingFrom } from '../../../src/domain/eligibility/assess.ts';
import {
  addUp,
  ahead,
  parseDuration,
  sayMonths,
  type Period,
} from '../../../src/domain/eligibility/duration.ts';
import {
  ask,
  explain,
  explainMissing,
  explainProblem,
  readings,
  sayEarliest,
} from '../../../src/domain/eligibility/explain.ts';
import { decode, encode, knownOn, noAnswers, referenceDay } from '../../../src/domain/eligibility/link.ts';
import { someone, sure } from './applicant.ts';

const today = '2026-11-22';
const sum = (periods: readonly Period[], until = '2190-12') => addUp(periods, until);
const problems = (profile: unknown, asOf = today): readonly string[] => {
  const result = assess(profile, asOf);
  return result.kind === 'problems' ? result.problems.map((one) => one.kind) : [];
};

describe('a profile that cannot be is refused by name and gets no verdict', () => {
  test.each([
    [
      'continuous work longer than all work',
      { totalMonths: 5, continuousMonths: 6 },
      'continuous-exceeds-total',
    ],
    [
      'work since the certificate longer than all work',
      { totalMonths: 5, carbonCertificate: { level: 'junior', monthsHeld: 9, monthsWorkedSince: 6 } },
      'since-exceeds-total',
    ],
    [
      'work since the certificate longer than it is held',
      { carbonCertificate: { level: 'junior', monthsHeld: 5, monthsWorkedSince: 6 } },
      'since-exceeds-held',
    ],
    [
      'a related 本科 without a related credential',
      { education: 'bachelor', major: 'related', relatedCollege: 'no' },
      'related-major-denied',
    ],
    [
      'a related 大专 held by a 中专',
      { education: 'secondary-vocational', relatedCollege: 'yes' },
      'related-college-below-college',
    ],
    ['negative months', { totalMonths: -1 }, 'not-whole-months'],
    ['a part of a month', { otherCertificate: { level: 'junior', monthsHeld: 1.5 } }, 'not-whole-months'],
    ['months as text', { continuousMonths: '12' }, 'not-whole-months'],
    ['a degree someone has', { education: 'doctor' }, 'no-such-value'],
    ['a certificate that is a word', { carbonCertificate: 'junior' }, 'no-such-value'],
    ['a list', [], 'not-a-profile'],
    ['nothing', null, 'not-a-profile'],
  ])('%s', (_, profile, kind) => {
    expect(problems(profile)).toEqual([kind]);
  });
  test('a day that is none is refused, and every problem is named at once', () => {
    expect(problems({}, '2027-02-29')).toEqual(['no-such-day']);
    expect(problems({ totalMonths: 1, continuousMonths: 2, education: 'x' }, 'soon')).toEqual([
      'no-such-value',
      'continuous-exceeds-total',
      'no-such-day',
    ]);
    expect(explainProblem({ kind: 'continuous-exceeds-total', fields: [] })).toContain('请改其中一项');
  });
  test('a related major below 大专 contradicts nothing', () => {
    expect(problems({ education: 'senior-high', major: 'related', relatedCollege: 'no' })).toEqual([]);
    expect(problems({ education: 'secondary-vocational', major: 'related', relatedCollege: 'no' })).toEqual(
      [],
    );
  });
});

describe('what an applicant gets beyond the verdict', () => {
  test('a bachelor with twelve unbroken months is eligible for 中级 before the major is known', () => {
    const { intermediate } = sure({ education: 'bachelor', continuousMonths: 12 });
    expect(intermediate.verdict).toBe('eligible');
    expect(intermediate.carriedBy).toBeNull();
    expect(intermediate.eitherBy).toEqual(['intermediate-3', 'intermediate-5']);
  });
  test('a related major fails (2)–(4) and is pointed to (5)', () => {
    const result = sure({ ...someone, major: 'related', relatedCollege: 'yes' });
    expect(result.intermediate.clauses[2]).toMatchObject({ verdict: 'not-met', see: 'intermediate-5' });
    expect(result.senior.clauses[2]).toMatchObject({ verdict: 'not-met', see: 'senior-5' });
    expect(result.intermediate.carriedBy).toBe('intermediate-5');
  });
  test('what is missing is said in words and months', () => {
    const clause = sure(someone).intermediate.clauses[2];
    expect(clause?.missing.map(explainMissing)).toEqual([
      '连续从事相关领域工作还差 4 个月（要满 1 年，现有 8 个月）',
    ]);
    expect(clause?.reasons.map(explain)).toEqual([
      '最高学历是本科',
      '最高学历的专业是其他专业',
      '最长连续：8 个月，不满 1 年',
    ]);
    if (clause?.earliest == null || clause.sitting === null) throw new Error('no date');
    expect(sayEarliest(clause.earliest, clause.sitting, clause.assumes)).toBe(
      '如果从参照日起一直在相关领域工作，现在这一段就是最长的一段，并且不中断，2027 年 3 月 22 日起符合，2027 年 5 月 15–16 日这一期起可报。',
    );
  });
  test('only what is not answered yet is named as still to be known', () => {
    const open = (profile: object) => {
      const clause = sure({ ...someone, ...profile }).senior.clauses;
      return [clause[5], clause[6]].map((one) => one?.missing.map(explainMissing).join('；'));
    };
    const held = { totalMonths: 40, carbonCertificate: { level: 'intermediate' } };
    expect(open(held)[0]).toBe('还要知道：取证后工作多久');
    expect(open({ ...held, totalMonths: null })[0]).toBe('还要知道：取证后工作多久、累计工作多久');
    expect(open({ carbonCertificate: null, totalMonths: 40 })[0]).toBe('还要知道：碳减排领域证书');
    expect(open({ otherCertificate: { level: 'senior' } })[1]).toBe('还要知道：其他证书取得多久');
    expect(open({ otherCertificate: null })[1]).toBe('还要知道：其他证书');
  });
  test('what is required is not worded as an if', () => {
    const said = sure({ ...someone, education: 'senior-high' });
    const all = levels.flatMap((level) =>
      said[level].clauses.flatMap((one) => one.missing.map(explainMissing)),
    );
    expect(all).toContain('学历须是本科');
    expect(all).toContain('须是在校大学生或相关职业院校学生');
    expect(all.join('\n')).not.toMatch(/学历要|^要是/m);
  });
  test('a certificate of the lower level opens the next by a year of work', () => {
    const { intermediate, senior } = sure({
      ...someone,
      education: 'senior-high',
      enrolment: 'university',
      continuousMonths: 0,
      totalMonths: 0,
    });
    expect(intermediate).toMatchObject({ verdict: 'not-eligible', earliest: null });
    expect(intermediate.chain).toMatchObject({
      certificate: 'junior',
      exam: { id: '2027-01' },
      clause: 'intermediate-6',
      earliest: '2028-01-16',
      sitting: { id: '2028-03' },
    });
    expect(senior.chain).toMatchObject({
      certificate: 'intermediate',
      exam: { id: '2028-03' },
      earliest: '2029-03-18',
    });
  });
  test('every open reading gives both readings and a question that quotes the clause', () => {
    const { intermediate } = sure({
      ...someone,
      education: 'secondary-vocational',
      major: 'related',
      totalMonths: 36,
      continuousMonths: 36,
    });
    const [clause] = intermediate.clauses;
    expect(intermediate.verdict).toBe('confirm');
    expect(clause?.readings).toEqual(['vocational-related-major']);
    if (clause === undefined) throw new Error('no clause');
    expect(ask(clause, 'vocational-related-major')).toContain(clause.wording);
    for (const one of Object.values(readings)) expect(one.first).not.toBe(one.second);
  });
  test('no work at all is no unbroken work: the date is known without asking', () => {
    const rest = { ...someone, education: 'postgraduate', totalMonths: 0, continuousMonths: null };
    expect(sure(rest).senior).toMatchObject({ earliest: '2028-11-22', earliestBy: 'senior-4' });
  });
  test('where months are too few but not known how many, the question that dates it is named', () => {
    const rest = { ...someone, continuousMonths: 'unknown' };
    const { intermediate } = sure(rest);
    expect(intermediate).toMatchObject({ verdict: 'not-eligible', earliest: null });
    expect(dating(intermediate)).toBe('continuousMonths');
    expect(dating(sure(someone).intermediate)).toBeNull();
    expect(dating(sure({ education: 'postgraduate', totalMonths: 0, otherCertificate: 'none' }).senior)).toBe(
      'relatedCollege',
    );
  });
  test('a date that an open answer may bring forward is not the last word: the question is named', () => {
    const short = { totalMonths: 6, continuousMonths: 6, enrolment: 'none', carbonCertificate: 'none', otherCertificate: 'none' }; // prettier-ignore
    const { junior } = sure(short);
    expect(junior).toMatchObject({ verdict: 'not-eligible', earliest: '2029-05-22', earliestBy: 'junior-1' });
    expect(dating(junior)).toBe('education');
    expect(sure({ ...short, education: 'secondary-vocational' }).junior.earliest).toBe('2027-05-22');
    // 高中 cannot bring it forward any more where 中专 is known, nor anything where the soonest is known.
    expect(dating(sure({ ...short, education: 'secondary-vocational' }).junior)).toBeNull();
  });
  test('a sitting counts when its first day is not before the date; an announced one counts by its own days', () => {
    expect(sittingFrom(date('2027-01-16'), []).id).toBe('2027-01');
    expect(sittingFrom(date('2027-01-17'), []).id).toBe('2027-03');
    const moved = { id: '2027-01', days: [date('2027-02-06')], announcement: { title: '延期' } };
    expect(sittingFrom(date('2027-01-20'), [moved]).id).toBe('2027-01');
    expect(sittingFrom(date('2027-02-07'), [moved]).id).toBe('2027-03');
    expect(sittingFrom(date('2026-12-01'), [])).toMatchObject({ id: '2027-01' });
    expect(sittingFrom(date('2027-12-01'), [])).toMatchObject({ id: '2028-01' });
  });
});

describe('asking', () => {
  test('the first question is the degree; a 大专 is asked for a related credential, not for its major', () => {
    expect(nextQuestion({}, [])).toBe('education');
    const questions = openQuestions(
      { education: 'junior-college', totalMonths: 40, continuousMonths: 30 },
      [],
    );
    expect(questions).toContain('relatedCollege');
    expect(questions.indexOf('relatedCollege')).toBe(0);
  });
  test('where 不清楚 was said of the related credential, the major is asked instead', () => {
    const known = { education: 'junior-college', totalMonths: 40, continuousMonths: 10 } as const;
    expect(openQuestions(known, ['relatedCollege'])[0]).toBe('major');
  });
  test('work since the certificate is asked before how long it is held, which is asked only in its place', () => {
    const known = {
      education: 'below-senior-high', totalMonths: 20, continuousMonths: 0, enrolment: 'none', otherCertificate: 'none',
      carbonCertificate: { level: 'junior' },
    } as const; // prettier-ignore
    expect(nextQuestion(known, [])).toBe('carbonCertificate.monthsWorkedSince');
    expect(nextQuestion(known, ['carbonCertificate.monthsWorkedSince'])).toBe('carbonCertificate.monthsHeld');
  });
  test('a question names the clauses it serves, and only of levels that are open', () => {
    expect(serves({ education: 'bachelor', continuousMonths: 12 }, 'continuousMonths')).toEqual([]);
    expect(serves({ education: 'bachelor' }, 'continuousMonths')).toEqual(['intermediate-3', 'senior-3']);
    expect(serves({ education: 'bachelor' }, 'enrolment')).toEqual(['junior-4']);
  });
});

describe('lengths of work', () => {
  test('both ends of a period count, neighbours are continuous, overlaps count once', () => {
    expect(sum([{ from: '2020-01', to: '2020-12' }])).toMatchObject({
      total: 12,
      continuous: 12,
      overlap: 0,
    });
    expect(sum([{ from: '2021-01', to: '2021-03' }, { from: '2020-01', to: '2020-12' }])).toMatchObject({ total: 15, continuous: 15 }); // prettier-ignore
    expect(sum([{ from: '2020-01', to: '2020-12' }, { from: '2021-02', to: '2021-03' }])).toMatchObject({ total: 14, continuous: 12 }); // prettier-ignore
    expect(sum([{ from: '2020-01', to: '2020-12' }, { from: '2020-10', to: '2021-03' }])).toMatchObject({ total: 15, continuous: 15, overlap: 3 }); // prettier-ignore
    expect(sum([{ from: '2020-01', to: '2022-12' }, { from: '2021-01', to: '2021-03' }])).toMatchObject({ total: 36, continuous: 36, overlap: 3 }); // prettier-ignore
    expect(sum([])).toMatchObject({ total: 0, continuous: 0 });
  });
  test('what lies after the month of the reference day is no work done', () => {
    const ongoing = { from: '2025-03', to: '2030-12' };
    const planned = { from: '2027-01', to: '2028-12' };
    expect(sum([ongoing], '2026-11')).toMatchObject({ total: 21, continuous: 21 });
    expect(sum([ongoing], '2026-11').stretches).toEqual([{ from: '2025-03', to: '2026-11', months: 21 }]);
    expect(sum([ongoing, planned], '2026-11')).toMatchObject({ total: 21, overlap: 0 });
    expect(sum([planned], '2026-11')).toMatchObject({ total: 0, continuous: 0, stretches: [] });
    expect(sum([{ from: '2026-11', to: '2026-11' }], '2026-11').total).toBe(1);
    expect([ongoing, planned].map((one) => ahead(one, '2026-11'))).toEqual(['tail', 'all']);
    expect(ahead(ongoing, '2030-12')).toBe('nothing');
    expect(() => sum([ongoing], '2026-13')).toThrow(RangeError);
  });
  test('years and months are read in either width, and said back', () => {
    expect(parseDuration('1', '6')).toBe(18);
    expect(parseDuration('２', '')).toBe(24);
    expect(parseDuration('', '')).toBeUndefined();
    expect(parseDuration('1', '12')).toBe('months-over-11');
    expect(parseDuration('一', '')).toBe('not-a-number');
    expect([0, 8, 12, 18].map(sayMonths)).toEqual(['0 个月', '8 个月', '1 年', '1 年 6 个月']);
  });
});

describe('links', () => {
  const periods = [{ from: '2020-01', to: '2020-12' }, { from: '2021-02', to: '2030-12' }]; // prettier-ignore
  test('periods travel and give both lengths, counted to the reference day', () => {
    const answers = { ...noAnswers, known: { education: 'senior-high' as const }, periods };
    expect(decode(encode(answers))).toEqual({ kind: 'answers', answers, rulesChanged: false });
    expect(knownOn(answers, date('2021-03-31'))).toEqual({
      education: 'senior-high',
      totalMonths: 14,
      continuousMonths: 12,
    });
    const sat = { ...answers, day: '2027-01' };
    expect(knownOn(answers, referenceDay(answers, date(today), []))).toMatchObject({ totalMonths: 82 });
    expect(knownOn(sat, referenceDay(sat, date(today), []))).toMatchObject({ totalMonths: 84 });
  });
  test('without its periods a working life is what was typed before them, or open', () => {
    const answers = { ...noAnswers, known: { totalMonths: 7 }, periods };
    const read = decode(encode(answers));
    if (read.kind !== 'answers') throw new Error(read.kind);
    expect(knownOn({ ...read.answers, periods: [] }, date(today))).toEqual({ totalMonths: 7 });
    expect(knownOn({ ...noAnswers, periods: [] }, date(today))).toEqual({});
  });
  test('a link made before lengths were counted to a day still opens, and counts to the day', () => {
    const read = decode('v=1&r=r47oz0&education=senior-high&work=2025-03_2030-12&open=totalMonths&c=f9pgwb');
    if (read.kind !== 'answers') throw new Error(read.kind);
    expect(read.answers).toMatchObject({ declined: [], periods: [{ from: '2025-03', to: '2030-12' }] });
    expect(knownOn(read.answers, date(today))).toMatchObject({ totalMonths: 21, continuousMonths: 21 });
  });
  test('an anchor of the page is no answer; another version and another wording are said', () => {
    expect(decode('main')).toEqual({ kind: 'none' });
    expect(decode('')).toEqual({ kind: 'none' });
    expect(decode('v=2&r=x&education=bachelor&c=0')).toEqual({ kind: 'refused', why: 'other-version' });
    expect(decode('education=bachelor')).toEqual({ kind: 'refused', why: 'damaged' });
  });
  test('answers that contradict each other are kept in the link, to be said and not mended', () => {
    const answers = { ...noAnswers, known: { totalMonths: 3, continuousMonths: 9 } };
    expect(decode(encode(answers))).toEqual({ kind: 'answers', answers, rulesChanged: false });
  });
});
