/** What the registration form takes and what it says. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  columnsOf,
  emptyDraft,
  fieldIds,
  fieldOf,
  inOrder,
  placeId,
  readSpan,
  saySpan,
  sections,
  validate,
  workOf,
  type Draft,
} from '../../../src/domain/registration/form.ts';
import { anyone, but, offer, person, today } from './people.ts';

/** Places and sentences of what keeps a draft from being drawn. */
function errors(draft: Draft): Record<string, string> {
  const verdict = validate(draft, today, offer);
  if (verdict.ok) return {};
  return Object.fromEntries(
    verdict.problems
      .filter(({ weight }) => weight === 'error')
      .map(({ place, sentence }) => [placeId(place), sentence]),
  );
}
/** That the draft is refused at a place, in words that hold these. */
function refused(draft: Draft, place: string, words: string): void {
  expect(errors(draft)[place] ?? `nothing at ${place}`).toContain(words);
}
function warnings(draft: Draft): readonly string[] {
  const verdict = validate(draft, today, offer);
  expect(errors(draft)).toEqual({});
  return verdict.ok ? verdict.warnings.map(({ sentence }) => sentence) : [];
}

describe('a complete form', () => {
  test('is taken, and printed in words', () => {
    const verdict = validate(person, today, offer);
    if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
    expect(verdict.warnings).toEqual([]);
    expect(verdict.registration.text).toMatchObject({
      name: '张𬭩䶮㛃',
      idType: '居民身份证',
      birth: '1949 年 12 月 31 日',
      education: '本科',
      graduation: '1972 年 7 月',
      years: '3 年 6 个月',
      level: '中级碳资产管理师',
      sitting: '2027 年 1 月 16–17 日',
      clause: '中级 (3) 本科学历（取得其他专业），连续从事相关领域工作满1年',
    });
  });

  test('anyone who exists can hand one in', () => {
    fc.assert(
      fc.property(anyone(4), (draft) => {
        expect(errors(draft)).toEqual({});
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    '丁',
    '𬭩',
    '阿卜杜热合曼·阿卜杜克里木·买买提吐尔逊·艾合买提江·依明江',
    'Muhammad Ali',
    'O’Connor',
    'Zoë',
  ])('the name %s is nobody’s fault', (name) => {
    expect(errors(but({ name }))).toEqual({});
  });
});

describe('an empty form', () => {
  test('asks for every required field and for nothing else', () => {
    const asked = Object.keys(errors(emptyDraft));
    const required = fieldIds.filter((id) => fieldOf(id).required).map((id) => `field-${id}`);
    expect(asked.toSorted()).toEqual([...required, 'photo', 'section-study'].toSorted());
  });

  test('every sentence is Chinese and ends in a full stop', () => {
    for (const sentence of Object.values(errors(emptyDraft)))
      expect(sentence).toMatch(/^\p{Script=Han}.*。$/u);
  });
});

describe('checks', () => {
  test.each<[Partial<Draft['values']>, string, string]>([
    [{ idNumber: '110105194912310021' }, 'field-idNumber', '校验位'],
    [{ birth: '1949-02-30' }, 'field-birth', '年-月-日'],
    [{ birth: '2026-11-22' }, 'field-birth', '早于今天'],
    [{ graduation: '1949-12' }, 'field-graduation', '晚于出生'],
    [{ graduation: '去年' }, 'field-graduation', '年-月'],
    [{ years: '很久' }, 'field-years', '3 年 6 个月'],
    [{ mobile: '12812345678' }, 'field-mobile', '11 位'],
    [{ email: 'a@b' }, 'field-email', 'name@example.com'],
    [{ postcode: '1000' }, 'field-postcode', '6 位'],
    [{ name: '张3' }, 'field-name', '数字'],
    [{ level: 'junior' }, 'field-clause', '不属于所报的级别'],
    [{ sitting: '2020-01' }, 'field-sitting', '重新选择'],
    [{ school: '学'.repeat(61) }, 'field-school', '最多 60 个字，现在是 61 个'],
  ])('%j is told at %s', (values, place, words) => {
    refused(but(values), place, words);
  });

  test('sex and birth that disagree with the number are asked about, not refused', () => {
    expect(warnings(but({ sex: '男' }))).toEqual([expect.stringContaining('性别为女')]);
    expect(warnings(but({ birth: '1949-12-30' }))).toEqual([expect.stringContaining('1949 年 12 月 31 日')]);
  });

  test('with a passport sex and birth are the applicant’s own word', () => {
    expect(warnings(but({ idType: 'passport', idNumber: 'E12345678', sex: '男' }))).toEqual([]);
  });

  test('years of work without a work history are asked for; a student with none is not', () => {
    const none: Draft = { ...person, rows: { ...person.rows, work: [] } };
    refused(none, 'section-work', '工作经历');
    expect(errors({ ...none, values: { ...none.values, years: '0' } })).toEqual({});
  });

  test('education and years are asked about where the chosen condition wants others, and refused nowhere', () => {
    const [low, short] = ['below-senior-high', '11个月'];
    expect(warnings(but({ education: low }))).toEqual([
      '所选的中级 (3)要求本科学历，这里填的是初中及以下；请核对学历，或另选一条。',
    ]);
    expect(warnings(but({ education: 'postgraduate' }))).toEqual([expect.stringContaining('要求本科学历')]);
    expect(warnings(but({ years: short }))).toEqual([
      '所选的中级 (3)要求从事相关工作满 1 年，这里填的是 11 个月；请核对年限，或另选一条。',
    ]);
    expect(warnings(but({ years: '1年' }))).toEqual([]);
    const senior = { level: 'senior', clause: 'senior-5' };
    expect(warnings(but({ ...senior, education: 'junior-college' }))).toEqual([]);
    expect(warnings(but({ ...senior, education: 'senior-high' }))).toEqual([
      expect.stringContaining('大专及以上学历'),
    ]);
    const junior = { level: 'junior', clause: 'junior-1', education: low };
    expect(warnings(but(junior))).toEqual([]);
    expect(warnings(but({ ...junior, years: '0' }))).toEqual([expect.stringContaining('这里填的是没有')]);
  });

  test('more years of work than of life are refused', () => {
    const young = { idType: 'passport', idNumber: 'E12345678', birth: '2000-01-01', graduation: '2020-01' };
    refused(but({ ...young, years: '30' }), 'field-years', '年龄');
  });

  const work = (...periods: readonly (readonly [string, string])[]): Draft => ({
    ...person,
    rows: {
      ...person.rows,
      work: periods.map(([from, to], index) => ({
        key: `k${index}`,
        cells: { from, to, employer: '甲', post: '乙' },
      })),
    },
  });
  test('a period that ends before it begins is refused at its end', () => {
    refused(work(['2015-09', '2015-08']), 'work-k0-to', '早于开始');
  });
  test('a period that begins next month is refused', () => {
    refused(work(['2026-12', '至今']), 'work-k0-from', '不晚于本月');
  });
  test('overlapping periods are asked about; one that begins in the month the other ends is not', () => {
    expect(warnings(work(['2010-01', '2015-08'], ['2015-07', '至今']))).toEqual([
      expect.stringContaining('重叠'),
    ]);
    expect(warnings(work(['2010-01', '2015-07'], ['2015-07', '至今']))).toEqual([]);
  });
  test('years beyond what the work history covers are asked about; first and last month and overlaps count once', () => {
    const half = work(['2020-01', '2021-06'], ['2021-01', '2021-12']);
    expect(warnings({ ...half, values: { ...half.values, years: '2年' } })).toEqual([
      expect.stringContaining('重叠'),
    ]);
    expect(warnings(work(['2024-12', '至今']))).toEqual([
      '从事相关工作年限填的是 3 年 6 个月，工作经历加起来只有 2 年；请核对，或补上没写的一段。',
    ]);
  });
  test('a missing month is called by its name', () => {
    refused(work(['', '2015-08']), 'work-k0-from', '请填写开始年月。');
    refused(work(['去年', '2015-08']), 'work-k0-from', '请按年-月填写开始年月，');
  });
  test('who left school after 初中 can say so', () => {
    expect(sections.study.hint).toContain('初中');
    expect(columnsOf('study').find(([id]) => id === 'degree')?.[1].offers).toContain('初中');
  });
  test('rows are printed as they stand; the order of time is offered where it is another', () => {
    const draft = work(['2015-07', '至今'], ['2010-01', '2015-06']);
    expect(warnings(draft)).toEqual([expect.stringContaining('没有按由早到晚排')]);
    const verdict = validate(draft, today, offer);
    expect(verdict.ok && verdict.registration.rows.work.map(({ from, to }) => [from, to])).toEqual([
      ['2015-07', undefined],
      ['2010-01', '2015-06'],
    ]);
    const sorted: Draft = { ...draft, rows: { ...draft.rows, work: inOrder(draft.rows.work) } };
    expect(sorted.rows.work.map(({ key }) => key)).toEqual(['k1', 'k0']);
    expect(warnings(sorted)).toEqual([]);
  });
  test('the work history is added up as the eligibility checker does it', () => {
    const sum = workOf(
      work(['2020-01', '2021-06'], ['2021-01', '2021-12'], ['2026-10', '至今']).rows.work,
      today,
    );
    expect(sum).toMatchObject({ total: 26, continuous: 24, overlap: 6 });
    expect(workOf([], today)).toBeUndefined();
    expect(workOf(work(['2020-01', '2019-06']).rows.work, today)).toBeUndefined();
    expect(workOf(work(['2020-01', '']).rows.work, today)).toBeUndefined();
  });
  test('a row left wholly empty is no row', () => {
    expect(
      errors({ ...person, rows: { ...person.rows, certificates: [{ key: 'x', cells: { name: '  ' } }] } }),
    ).toEqual({});
  });
});

describe('spans of work', () => {
  test.each<[string, number | undefined]>([
    ['3', 36],
    ['3年', 36],
    ['3.5', 42],
    ['3年6个月', 42],
    ['6个月', 6],
    ['18月', 18],
    ['0', 0],
    ['无', 0],
    ['', undefined],
    ['三年', undefined],
    ['61', undefined],
  ])('%s is %s months', (text, months) => {
    expect(readSpan(text)).toBe(months);
  });

  test('what is printed can be read again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 720 }),
        (months) => readSpan(saySpan(months).replaceAll(' ', '')) === months,
      ),
    );
  });
});
