import { describe, expect, test } from 'vitest';
import { arrange } from '../../../src/domain/search/arrange.ts';
import { excerpt, mark } from '../../../src/domain/search/excerpt.ts';
import { variants } from '../../../src/domain/search/query.ts';
import { merge, part, score, type Found } from '../../../src/domain/search/rank.ts';
import type { Entry, Kind, Lexicon, Sounds } from '../../../src/domain/search/shelf.ts';
import { mend } from '../../../src/domain/search/sounds.ts';
import { queryWords } from '../../../src/domain/search/tokens.ts';

const lexicon: Lexicon = {
  synonyms: [
    ['清缴', '履约', 'surrender'],
    ['国家核证自愿减排量', 'CCER'],
    ['在校大学生', '大学生'],
  ],
  simplified: new Map([['權', '权']]),
  latin: ['ccer', 'co2', 'iso', '14064'],
};
const sounds: Sounds = {
  terms: [
    ['清缴', 'qing jiao'],
    ['碳汇', 'tan hui'],
    ['重点排放单位', 'zhong dian pai fang dan wei'],
  ],
  readings: new Map([
    ['清', ['qing']],
    ['交', ['jiao']],
    ['炭', ['tan']],
    ['汇', ['hui']],
    ['方', ['fang']],
    ['亲', ['qin']],
  ]),
};
const texts = (asked: string): readonly string[] => variants(asked, lexicon).map(({ text }) => text);

describe('what a query may mean', () => {
  test('the query itself comes first, its other words after it', () => {
    expect(texts('履约')).toEqual(['履约', '清缴', 'surrender']);
    expect(texts('ccer')).toEqual(['ccer', '国家核证自愿减排量']);
  });
  test('a word inside a query is replaced, but not by an English one', () => {
    expect(texts('履约周期')).toEqual(['履约周期', '清缴周期']);
  });
  test('a longer word of the field is not cut by a shorter one inside it', () => {
    expect(texts('在校大学生证明')).not.toContain('在校在校大学生证明');
  });
  test('words of asking are dropped from a question, and kept in a short query', () => {
    expect(texts('配额怎么清缴的呢')).toContain('配额 清缴');
    expect(texts('怎么报名')).toContain('报名');
    expect(texts('如何')).toEqual(['如何']);
    expect(texts('怎么办')).toEqual(['怎么办']);
  });
  test('traditional characters become the site’s own', () => {
    expect(texts('碳權')).toEqual(['碳权']);
  });
  test('an unknown compound is taken apart where its parts are known', () => {
    expect(texts('ISO14064')).toEqual(['iso 14064']);
  });
  test('nothing asked is nothing to look up', () => {
    expect(texts('　')).toEqual([]);
  });
});

describe('mending', () => {
  test('pinyin, initials, and a wrong character of the same sound lead to the term', () => {
    expect(mend('qingjiao', lexicon, sounds)).toEqual(['清缴']);
    expect(mend('zdpfdw', lexicon, sounds)).toEqual(['重点排放单位']);
    expect(mend('清交', lexicon, sounds)).toEqual(['清缴']);
    expect(mend('炭汇项目', lexicon, sounds)).toEqual(['碳汇项目']);
  });
  test('qin for qing is heard as well', () => {
    expect(mend('亲交', lexicon, sounds)).toEqual(['清缴']);
  });
  test('one wrong character in a long term is a slip; a term as it stands is none', () => {
    expect(mend('重点排方单位', lexicon, sounds)).toEqual(['重点排放单位']);
    expect(mend('重点排放单位', lexicon, sounds)).toEqual([]);
  });
  test('where no idea comes there is none', () => {
    expect(mend('猫', lexicon, sounds)).toEqual([]);
    expect(mend('xyz', lexicon, sounds)).toEqual([]);
  });
});

const entry = (kind: Kind, title: string, parent = -1): Entry => ({
  kind,
  title,
  trail: '',
  place: { kind: 'page', path: 'p/', anchor: '' },
  parent,
});
const variant = { text: '清缴', weight: 1, instead: undefined };
const found = (number: number, over: Partial<Found> = {}): Found => ({
  entry: number,
  score: 1,
  coverage: 1,
  share: 1,
  variant,
  ...over,
});

describe('order of merit', () => {
  test('an entry with every word comes before one with a better score for one of them', () => {
    const entries = [entry('笔记', '甲'), entry('笔记', '乙')];
    const answers = queryWords('配额清缴').map((word, index) => ({
      word,
      scores: new Map(index === 0 ? [[0, 3], [1, 2]] : [[1, 2]]), // prettier-ignore
    }));
    const [first] = merge([score({ ...variant, text: '配额清缴' }, answers, entries)], entries);
    expect(first?.entry).toBe(1);
    expect(first?.coverage).toBe(1);
  });
  test('half of the words is near, not a hit', () => {
    expect(part([found(0, { coverage: 0.77, share: 0.5 })]).found).toEqual([]);
    expect(part([found(0, { coverage: 0.77, share: 0.75 })]).found).toHaveLength(1);
  });
  test('most words scattered over a long page are no hit beside an entry that is about them', () => {
    const page = found(0, { coverage: 0.82, share: 0.8, score: 1.6 });
    const about = found(1, { coverage: 0.61, share: 0.5, score: 14.9 });
    expect(part([about, page])).toEqual({ found: [], near: [about, page] });
    // What has every word stays a hit, however long it is.
    const all = found(2, { score: 1.6 });
    expect(part([about, all])).toEqual({ found: [all], near: [about] });
  });
  test('a page gives way to its part, unless the page is named so', () => {
    const entries = [
      entry('大纲', '核查'),
      entry('笔记', '清缴期限', 0),
      entry('大纲', '清缴'),
      entry('笔记', '期限', 2),
    ];
    const order = merge([[found(0), found(1), found(2), found(3)]], entries).map((one) => one.entry);
    expect(order).toEqual([1, 2, 3]);
  });
});

describe('what is shown', () => {
  test('few answers are one list; many are the best three and three of each kind, with the way to all', () => {
    const entries = [...Array(6).keys()]
      .map((): Entry => entry('笔记', 'x'))
      .concat([...Array(6).keys()].map(() => entry('法规', 'y')));
    const all = entries.map((_, number) => found(number));
    expect(arrange(all.slice(0, 4), [], entries, undefined).map(({ heading }) => heading)).toEqual(['']);
    const groups = arrange(all, [], entries, undefined);
    expect(groups.map(({ heading, found: list }) => [heading, list.length])).toEqual([
      ['最相关', 3],
      ['笔记', 3],
      ['法规', 3],
    ]);
    expect(groups[2]?.all).toEqual({ of: '法规', count: 6 });
    expect(arrange(all, [], entries, '法规')[0]?.found.length).toBe(6);
  });
  test('what is near is shown only where little was found', () => {
    const entries = [entry('笔记', 'x'), entry('笔记', 'y')];
    expect(arrange([], [found(1)], entries, undefined).map(({ heading }) => heading)).toEqual([
      '相近结果：只有一部分词',
    ]);
  });
  test('neighbouring words found are one mark', () => {
    expect(mark('碳排放因子库', ['排放因子']).filter(({ hit }) => hit)).toEqual([
      { text: '排放因子', hit: true },
    ]);
  });
  test('an excerpt is the densest stretch, no longer than asked for, and says where it was cut', () => {
    const text = `${'无关的话'.repeat(30)}配额清缴${'别的话也有'.repeat(30)}`;
    const pieces = excerpt(text, ['配额清缴'], 40);
    expect(pieces.map((one) => one.text).join('').length).toBeLessThanOrEqual(42);
    expect(pieces[0]?.text.startsWith('…')).toBe(true);
    expect(pieces.some(({ text: piece, hit }) => hit && piece === '配额清缴')).toBe(true);
  });
  test('marks stand at their places in text that is full width or has subscripts', () => {
    expect(mark('排放ＣＯ₂多', ['co2']).find(({ hit }) => hit)?.text).toBe('ＣＯ₂');
  });
});
