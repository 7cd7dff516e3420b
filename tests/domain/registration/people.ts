/** People for the tests: one in full, and any that the form must take. All invented. */
import fc from 'fast-check';
import { date } from '../../../src/domain/calendar.ts';
import {
  columnsOf,
  emptyDraft,
  type Draft,
  type Offer,
  type Row,
  type SectionId,
} from '../../../src/domain/registration/form.ts';
import { checkCharacter } from '../../../src/domain/registration/identity.ts';

export const today = date('2026-11-22');

export const offer: Offer = {
  sittings: [
    { id: '2027-01', label: '2027 年 1 月 16–17 日' },
    { id: '2027-03', label: '2027 年 3 月 20–21 日' },
  ],
  clauses: [
    { id: 'junior-1', level: 'junior', label: '初级 (1)', text: '从事相关领域工作年限满3年；' },
    {
      id: 'intermediate-3',
      level: 'intermediate',
      label: '中级 (3)',
      text: '本科学历（取得其他专业），连续从事相关领域工作满1年；',
    },
    {
      id: 'senior-5',
      level: 'senior',
      label: '高级 (5)',
      text: '具有环境工程与科学、能源等相关专业大专及以上学历，从事相关领域工作满一年；',
    },
  ],
};

/** The number of GB 11643-1999's own example. */
export const standardNumber = '11010519491231002X';

const row = (key: string, cells: Readonly<Record<string, string>>): Row => ({ key, cells });

/** A complete form with rare characters in every plane the packs hold. */
export const person: Draft = {
  values: {
    ...emptyDraft.values,
    name: '张𬭩䶮㛃',
    idType: 'resident',
    idNumber: standardNumber,
    sex: '女',
    birth: '1949-12-31',
    ethnicity: '汉族',
    politics: '群众',
    education: 'bachelor',
    school: '华北电力大学',
    major: '能源与动力工程',
    graduation: '1972-07',
    employer: '𠮷林省碳排放权交易中心有限公司',
    post: '碳资产管理部经理',
    title: '高级工程师',
    years: '3年6个月',
    mobile: '13812345678',
    email: 'zhang.san@example.com',
    address: '北京市海淀区复兴路甲 23 号院 5 号楼',
    postcode: '100036',
    level: 'intermediate',
    sitting: '2027-01',
    clause: 'intermediate-3',
  },
  rows: {
    study: [
      row('s1', { from: '1965-09', to: '1968-07', school: '北京市第四中学', degree: '高中' }),
      row('s2', {
        from: '1968-09',
        to: '1972-07',
        school: '华北电力大学',
        major: '能源与动力工程',
        degree: '本科，学士',
      }),
    ],
    work: [
      row('w1', {
        from: '1972-08',
        to: '2010-06',
        employer: '中国华能集团有限公司北京分公司',
        post: '热能工程师',
        duties: '锅炉运行、能源统计',
      }),
      row('w2', {
        from: '2010-07',
        to: '至今',
        employer: '𠮷林省碳排放权交易中心有限公司',
        post: '碳资产管理部经理',
        duties: '配额履约',
      }),
    ],
    certificates: [
      row('c1', { from: '2000-11', name: '注册公用设备工程师', issuer: '人力资源和社会保障部' }),
    ],
  },
  photo: 'paste',
};

/** The draft with some of its fields changed. */
export const but = (values: Partial<Draft['values']>): Draft => ({
  ...person,
  values: { ...person.values, ...values },
});

const hanOf = (from: number, to: number): fc.Arbitrary<string> =>
  fc.integer({ min: from, max: to }).map((codePoint) => String.fromCodePoint(codePoint));
const han = fc.oneof(
  { arbitrary: hanOf(0x4e00, 0x9fa5), weight: 8 },
  { arbitrary: hanOf(0x3400, 0x4db5), weight: 1 },
  { arbitrary: hanOf(0x20000, 0x2a6d6), weight: 1 },
  { arbitrary: fc.constantFrom('𬭩', '䶮', '㛃', '𠮷'), weight: 1 },
);
const name = fc.oneof(
  han,
  fc.string({ unit: han, minLength: 2, maxLength: 4 }),
  fc
    .array(fc.string({ unit: han, minLength: 1, maxLength: 9 }), { minLength: 2, maxLength: 6 })
    .map((parts) => parts.join('·')),
  fc.constantFrom('Muhammad Ali', 'O’Connor', 'Zoë'),
);
const piece = fc.oneof(
  { arbitrary: han, weight: 6 },
  { arbitrary: fc.constantFrom('，', '。', '（', '）', '《', '》', '、', '·', '“', '”'), weight: 2 },
  { arbitrary: fc.constantFrom(' ', 'CCER', 'ISO 14064-1', '2×350MW', 'AaBbCcWw'), weight: 1 },
);
/** Any text of a field, up to its longest; never only punctuation or spaces. */
const text = (most: number): fc.Arbitrary<string> =>
  fc.tuple(han, fc.array(piece, { maxLength: most })).map(([first, rest]) =>
    Array.from(first + rest.join(''))
      .slice(0, most)
      .join('')
      .trim(),
  );
const two = (number: number): string => String(number).padStart(2, '0');
const day = fc
  .record({
    year: fc.integer({ min: 1950, max: 2005 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((one) => `${one.year}-${two(one.month)}-${two(one.day)}`);
const month = fc
  .record({ year: fc.integer({ min: 2006, max: 2025 }), month: fc.integer({ min: 1, max: 12 }) })
  .map((one) => `${one.year}-${two(one.month)}`);

const rowOf = (section: SectionId): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .record(
      Object.fromEntries(
        columnsOf(section).map(([id, { writing, max, required }]) => [
          id,
          writing === 'month' ? month : required ? text(max) : fc.oneof(fc.constant(''), text(max)),
        ]),
      ),
    )
    .map((cells) =>
      cells['to'] !== undefined && cells['to'] < (cells['from'] ?? '') ? { ...cells, to: '至今' } : cells,
    );
const rowsOf = (section: SectionId, least: number, most: number): fc.Arbitrary<readonly Row[]> =>
  fc
    .array(rowOf(section), { minLength: least, maxLength: most })
    .map((all) => all.map((cells, index) => row(`${section}${index}`, cells)));

/** Anyone: short or very long in every field, with few or many rows. Their form is valid. */
export const anyone = (most = 20): fc.Arbitrary<Draft> =>
  fc
    .record({
      name,
      birth: day,
      order: fc.integer({ min: 0, max: 999 }),
      texts: fc.record({
        ethnicity: text(12), school: text(60), major: text(60), employer: text(60), post: text(40), address: text(100),
      }), // prettier-ignore
      optional: fc.record({
        politics: fc.oneof(fc.constant(''), text(20)),
        title: fc.oneof(fc.constant(''), text(40)),
      }),
      email: fc.integer({ min: 1, max: 88 }).map((length) => `${'a'.repeat(length)}@example.com`),
      clause: fc.constantFrom(...offer.clauses),
      study: rowsOf('study', 1, most),
      work: rowsOf('work', 1, most),
      certificates: rowsOf('certificates', 0, most),
      photo: fc.constantFrom('ready', 'paste'),
    })
    .map((one): Draft => {
      const digits = `110105${one.birth.replaceAll('-', '')}${String(one.order).padStart(3, '0')}`;
      return {
        values: {
          ...person.values,
          ...one.texts,
          ...one.optional,
          name: one.name,
          birth: one.birth,
          idNumber: digits + checkCharacter(digits),
          sex: one.order % 2 === 1 ? '男' : '女',
          graduation: '2010-07',
          email: one.email,
          level: one.clause.level,
          clause: one.clause.id,
        },
        rows: { study: one.study, work: one.work, certificates: one.certificates },
        photo: one.photo,
      };
    });

/** Names made of the given rare characters, three to a name and every one of them in some name. */
export const rareNames = (characters: readonly string[]): readonly string[] =>
  Array.from({ length: Math.ceil(characters.length / 6) }, (_, index) =>
    characters.slice(6 * index, 6 * index + 6).join(''),
  );

const longText = (length: number): fc.Arbitrary<string> =>
  fc
    .array(piece, { minLength: length, maxLength: length })
    .map((pieces) => Array.from(`长${pieces.join('').replaceAll(' ', '')}`).slice(0, length).join('')); // prettier-ignore
const longRow = (section: SectionId): fc.Arbitrary<Readonly<Record<string, string>>> =>
  fc
    .record(
      Object.fromEntries(
        columnsOf(section).map(([id, { writing, max }]) => [id, writing === 'month' ? month : longText(max)]),
      ),
    )
    .map((cells) => (cells['to'] === undefined ? cells : { ...cells, to: '至今' }));
const longRows = (section: SectionId): fc.Arbitrary<readonly Row[]> =>
  fc
    .array(longRow(section), { minLength: 20, maxLength: 20 })
    .map((all) => all.map((cells, index) => row(`${section}${index}`, cells)));

/** Whoever fills every field and every row to the last character. Their form is valid. */
export const fullest: fc.Arbitrary<Draft> = fc
  .record({
    name: fc
      .string({ unit: han, minLength: 29, maxLength: 29 })
      .map((text) => Array.from(text).toSpliced(2, 0, '·').join('')),
    texts: fc.record({
      ethnicity: longText(12), politics: longText(20), school: longText(60), major: longText(60), employer: longText(60),
      post: longText(40), title: longText(40), address: longText(100),
    }), // prettier-ignore
    study: longRows('study'),
    work: longRows('work'),
    certificates: longRows('certificates'),
  })
  .map((one): Draft => ({
    values: {
      ...person.values,
      ...one.texts,
      name: one.name,
      birth: '1949-12-31',
      years: '12年6个月',
      mobile: '+999123456789012',
      email: `${'a'.repeat(88)}@example.com`,
    },
    rows: { study: one.study, work: one.work, certificates: one.certificates },
    photo: 'ready',
  }));
