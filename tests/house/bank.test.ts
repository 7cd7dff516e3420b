/**
 * The rules of the bank, and that each of them can fail: a small bank is broken in one place at a time and the fault is
 * said with file, item and field. Then the figures of the whole bank, and five papers a level that share no item.
 */
import { describe, expect, test } from 'vitest';
import { balance, limits, outside, quota, type Balance } from '../../src/domain/exam/balance.ts';
import type { ChoiceItem, Item } from '../../src/domain/exam/question.ts';
import { isPaper, setter } from '../../src/domain/exam/paper.ts';
import { rootOf, type Entry } from '../../src/domain/exam/template.ts';
import { levels, sections } from '../../src/domain/notice.ts';
import {
  alikeFaults,
  bankFaults,
  papersApart,
  quotaFaults,
  referenceFaults,
  shelf,
  supplyFaults,
} from '../../src/schema/bank-rules.ts';
import { parseQuestions } from '../../src/schema/question.ts';

const whole = shelf();

/** The real bank with one item put in place of another. */
const first = whole.bank.find((one): one is ChoiceItem => one.id === '1-1-s02') ?? undefined;
if (!first) throw new Error('1-1-s02 is gone: take another');
const changed = (change: Partial<ChoiceItem>): readonly string[] =>
  referenceFaults({
    ...whole,
    bank: whole.bank.map((one) => (one === first ? { ...first, ...change } : one)),
  });

describe('the bank', () => {
  test('breaks no rule', () => {
    expect(bankFaults(whole)).toEqual([]);
  });

  test('is as large as was asked: 720 items, 48 templates', () => {
    const { items, templates } = balance(whole.bank);
    expect(items).toBeGreaterThanOrEqual(720);
    expect(templates).toBeGreaterThanOrEqual(48);
    expect(sections.length * (quota.section.single + quota.section.multiple + quota.section.short)).toBe(704);
    for (const section of sections)
      expect(
        whole.bank.filter((one) => one.section === section && !('mistakes' in one)).length,
        section,
      ).toBeGreaterThanOrEqual(45);
  });
});

describe('a broken rule is said with file, item and field', () => {
  test('a fact that is not settled, or is not there', () => {
    const unsettled = whole.facts.find(({ grade }) => grade === 'C')?.id ?? '';
    expect(changed({ facts: [unsettled] })).toEqual([
      `questions/1-1.yaml 1-1-s02 facts: ${unsettled} is graded C: not settled, may not be asked`,
    ]);
    expect(changed({ facts: ['P-999'], sources: [] })).toEqual([
      'questions/1-1.yaml 1-1-s02 facts: P-999 is not in content/facts',
    ]);
  });

  test('a document that is not registered', () => {
    expect(changed({ sources: [{ doc: 'some-web-page' }] })).toEqual([
      'questions/1-1.yaml 1-1-s02 sources: "some-web-page" is not in content/sources.yaml',
    ]);
  });

  test('an article number with only B facts behind it', () => {
    const b = whole.facts.find(({ grade }) => grade === 'B')?.id ?? '';
    const a = whole.facts.find(({ grade }) => grade === 'A')?.id ?? '';
    const sources = [{ doc: 'interim-regulations-2024', clause: '第二十四条' }];
    expect(changed({ facts: [b], sources })).toEqual([
      'questions/1-1.yaml 1-1-s02 sources: "第二十四条" of interim-regulations-2024 needs a fact of grade A; the item rests on B alone',
    ]);
    expect(changed({ facts: [a], sources })).toEqual([]);
    expect(changed({ facts: [b], sources: [{ doc: 'interim-regulations-2024', clause: '附件1' }] })).toEqual(
      [],
    );
  });

  test('enemies that do not exist, or the item itself', () => {
    expect(changed({ enemies: ['1-1-s99', '1-1-s02'] })).toEqual([
      'questions/1-1.yaml 1-1-s02 enemies: there is no item 1-1-s99',
      'questions/1-1.yaml 1-1-s02 enemies: names the item itself',
    ]);
  });

  test('an id twice', () => {
    expect(referenceFaults({ ...whole, bank: [...whole.bank, first] })).toEqual([
      'questions/1-1.yaml 1-1-s02 id: stands twice in the bank',
    ]);
  });

  test('the same stem with other options, and the same item but for a word', () => {
    const other = { ...first, id: '1-1-s98' };
    const options = first.options.map((one) => ({ ...one, text: one.id.repeat(99) }));
    expect(alikeFaults([first, { ...other, options }])).toEqual([
      'questions/1-1.yaml 1-1-s02 stem: is the same as 1-1-s98’s by 100 %',
    ]);
    const said = [
      '企业在规定日期前把上一年度的排放报告报送省级主管部门',
      '核查机构收到委托之后先到现场抽样，再对照台账逐项复核',
      '登记机构依据清缴结果注销配额，余下部分结转使用',
      '交易所每个工作日收市后公布成交数量和最后成交价格',
    ];
    const long = first.options.map((one, place) => ({ ...one, text: said[place] ?? '' }));
    const stems = ['某水泥厂在填报时遇到的做法，正确的是', '一家钢铁企业的下列安排里，妥当的为'];
    expect(
      alikeFaults(stems.map((stem, place) => ({ ...first, id: `1-1-s9${place}`, stem, options: long }))),
    ).toEqual([
      expect.stringMatching(/1-1-s90 stem: with its options it is the same as 1-1-s91’s by \d\d %/),
    ]);
    expect(alikeFaults([first, { ...other, stem: '第二道毫不相干的题问的是别的事情', options }])).toEqual([]);
  });

  test('stems much alike are let pass only where no paper holds both', () => {
    const twin = (id: string, stem: string, enemies: readonly string[]): Item => ({
      ...{ ...first, id, stem, enemies },
      options: first.options.map((one) => ({
        ...one,
        text: Array.from({ length: 9 }, (_, at) => `${id.slice(-2)}${one.id}${at}`).join(''),
      })),
    });
    const [a, b] = [
      '在某某分类标准之下，以下各种产品属于融资类',
      '在某某分类标准之下，以下各种产品属于支持类',
    ];
    expect(alikeFaults([twin('1-1-s97', a, []), twin('1-1-s98', b, [])])).toEqual([
      expect.stringMatching(
        /^questions\/1-1.yaml 1-1-s97 stem: make them enemies: it is like 1-1-s98’s by \d\d %$/,
      ),
    ]);
    expect(alikeFaults([twin('1-1-s97', a, ['1-1-s98']), twin('1-1-s98', b, [])])).toEqual([]);
  });

  test('a section, and a level of a section, under its quota', () => {
    const without = (drop: (one: Entry) => boolean): readonly string[] =>
      quotaFaults(whole.bank.filter((one) => !drop(one)));
    expect(without((one) => one.section === '3-1' && one.type === 'short')).toEqual(
      expect.arrayContaining([
        'questions/3-1.yaml short: 0 items, not 4',
        'questions/3-1.yaml short junior: 0 items, not 2',
      ]),
    );
    expect(
      without((one) => one.section === '2-4' && one.type === 'multiple' && one.levels.includes('senior')),
    ).toContain('questions/2-4.yaml multiple senior: 0 items, not 10');
  });

  test('a cell of a paper that cannot be filled five times over', () => {
    const poor = whole.bank.filter(
      (one) => !(one.section === '1-3' && one.type === 'single' && one.difficulty === 1),
    );
    const paper = whole.papers.find(({ level }) => level === 'junior');
    if (!paper) throw new Error('no paper for 初级');
    expect(supplyFaults(poor, paper)).toEqual([
      expect.stringMatching(
        /^blueprints.yaml [A-Z]\d single 1-3 易: 5 papers need \d+ items, the bank has 0$/,
      ),
    ]);
    // A cell over a whole module takes from the same items as those of its sections.
    const senior = whole.papers.find(({ level }) => level === 'senior');
    if (!senior) throw new Error('no paper for 高级');
    expect(supplyFaults(whole.bank, senior, 7).join('\n')).toContain('3-1, 3-2, 3-3, 3-4, 3-5');
  });
});

describe('what one item breaks by itself', () => {
  const option = (id: string, text = `选项${id}的文字`) => ({ id, text, why: '因为所以如此这般' });
  const raw = (change: Record<string, unknown>): unknown => ({
    section: '2-4',
    items: [
      {
        ...{
          id: '2-4-s01',
          rev: 1,
          levels: ['junior'],
          type: 'single',
          stem: '下列说法正确的是：',
          key: ['a'],
        },
        ...{ difficulty: 1, cognitive: 'recall', sources: [{ doc: 'x' }], facts: ['P-001'] },
        options: ['a', 'b', 'c', 'd'].map((id) => option(id)),
        ...change,
      },
    ],
  });
  const faults = (change: Record<string, unknown>): string =>
    parseQuestions('questions/2-4.yaml', raw(change)).faults.join('\n');
  const four = ['a', 'b', 'c', 'd'];

  test('nothing, where it is sound', () => {
    expect(faults({})).toBe('');
  });

  test.each([
    ['a key outside the options', { key: ['e'] }, 'key: "e" is not among options'],
    ['two keys of a single choice', { key: ['a', 'b'] }, 'key: single choice has exactly one'],
    [
      'one key of a multiple choice',
      { id: '2-4-m01', type: 'multiple', options: [...four, 'e'].map((id) => option(id)) },
      'key: multiple choice has at least two',
    ],
    ['an option without why', { options: four.map((id) => ({ id, text: `选项${id}` })) }, 'options.0.why: '],
    ['no source', { sources: [] }, 'sources: '],
    ['no fact', { facts: [] }, 'facts: '],
    ['a fact by no number', { facts: ['百度'] }, 'facts.0: must look like P-001'],
    ['a field nobody knows', { hint: 'x' }, '"hint"'],
    [
      '以上都对',
      { options: four.map((id) => (id === 'd' ? option(id, '以上都对') : option(id))) },
      'options: "all',
    ],
    [
      '都不正确',
      { options: four.map((id) => (id === 'd' ? option(id, '以上说法均不正确') : option(id))) },
      'options: "all',
    ],
    ['A和B', { options: four.map((id) => (id === 'd' ? option(id, 'A和B') : option(id))) }, 'options: "all'],
    [
      '以上三项',
      { options: four.map((id) => (id === 'd' ? option(id, '以上三项') : option(id))) },
      'options: "all',
    ],
  ])('%s', (_, change, said) => {
    expect(faults(change)).toContain(`questions/2-4.yaml ${'id' in change ? change.id : '2-4-s01'} `);
    expect(faults(change)).toContain(said);
  });

  test('以上都对 may stand where the options are not shuffled', () => {
    const options = four.map((id) => (id === 'd' ? option(id, '以上都对') : option(id)));
    expect(faults({ options, fixedOrder: true })).toBe('');
  });
});

describe('the balance', () => {
  const found = balance(whole.bank);
  test('is within its limits', () => {
    expect(outside(found)).toEqual([]);
  });

  test('a figure beyond its limit is said with the items behind it', () => {
    const off: Balance = {
      ...found,
      keyPlaces: { a: 0.31, b: 0.19, c: 0.25, d: 0.25 },
      longestRight: { share: limits.longestRight + 0.01, items: ['1-1-s01'] },
      negative: { share: 0.09, items: ['1-1-s02'] },
      keyCounts: { 2: 70, 3: 30, 4: 0, 5: 0 },
      cognitive: { recall: 0.4, understand: 0.3, apply: 0.2, analyse: 0.1 },
      sections: [{ section: '4-2', recall: 0.5, useful: 0.2 }],
    };
    expect(outside(off)).toEqual([
      '单选答案为 a：31.0 %，应不超过 30.0 %',
      '单选答案为 b：19.0 %，应不低于 20.0 %',
      '单选正确项最长：31.0 %，应不超过 30.0 % 1-1-s01',
      '否定题干：9.0 %，应不超过 8.0 % 1-1-s02',
      '多选有 2 个答案：70.0 %，应不超过 60.0 %',
      '识记题：40.0 %，应不超过 33.3 %',
      '应用和分析题：30.0 %，应不低于 33.3 %',
      '4-2 识记题：50.0 %，应不超过 33.3 %',
      '4-2 应用和分析题：20.0 %，应不低于 33.3 %',
    ]);
  });

  test('is counted from the items: a key moved, a negative stem, a long right option', () => {
    const item: ChoiceItem = {
      ...first,
      stem: '下列各项中不属于温室气体的是：',
      key: ['b'],
      options: first.options.map((one) => ({ ...one, text: one.id === 'b' ? '长长的一项' : '短' + one.id })),
    };
    const one = balance([item]);
    expect(one.keyPlaces).toEqual({ a: 0, b: 1, c: 0, d: 0 });
    expect(one.longestRight).toEqual({ share: 1, items: [first.id] });
    expect(one.negative).toEqual({ share: 1, items: [first.id] });
    expect(balance([{ ...item, key: ['a'] }]).longestRight.share).toBe(0);
  });
});

describe('papers that share nothing', () => {
  test.each(levels)(
    'five papers of %s with no item in common, calculations counted by their template',
    (level) => {
      const blueprint = whole.papers.find((one) => one.level === level);
      if (!blueprint) throw new Error(`no paper for ${level}`);
      expect(supplyFaults(whole.bank, blueprint)).toEqual([]);
      // One paper after the other takes what it likes, so an unlucky start may leave too little: a few starts are allowed.
      let most = 0;
      for (let start = 0; start < 10 && most < papersApart; start += 1) {
        let rest = whole.bank;
        const used = new Set<string>();
        let papers = 0;
        for (; papers < papersApart; papers += 1) {
          const paper = setter(blueprint, rest)(start * 100 + papers);
          if (!isPaper(paper)) break;
          const roots = paper.questions.map((one) => rootOf(one.item));
          expect(roots.length).toBe(58);
          expect(new Set(roots).size).toBe(58);
          for (const id of roots) {
            expect(used.has(id)).toBe(false);
            used.add(id);
          }
          rest = rest.filter((one) => !used.has(one.id));
        }
        most = Math.max(most, papers);
        if (papers === papersApart) expect(used.size).toBe(58 * papersApart);
      }
      expect(most).toBe(papersApart);
    },
  );
});
