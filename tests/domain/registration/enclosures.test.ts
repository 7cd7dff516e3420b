/** What goes behind the form: true sizes, letters that say what the form says, nothing outside the page. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  employersOf,
  fit,
  nameOf,
  packet,
  rungs,
  type Enclosure,
} from '../../../src/domain/registration/enclosures.ts';
import { validate, type Draft, type Registration } from '../../../src/domain/registration/form.ts';
import { sheet, type Mark, type Sheet } from '../../../src/domain/registration/sheet.ts';
import { anyone, offer, person, today } from './people.ts';

const measure = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u2e80' ? 1 : 0.56), 0);
const point = 25.4 / 72;

function registered(draft: Draft): Registration {
  const verdict = validate(draft, today, offer);
  if (!verdict.ok) throw new Error(JSON.stringify(verdict.problems));
  return verdict.registration;
}
function bind(enclosures: readonly Enclosure[], draft = person): Sheet {
  const registration = registered(draft);
  return packet(sheet(registration, measure), enclosures, registration, today, measure);
}
const words = (drawn: Sheet, page: number): string =>
  (drawn.pages[page]?.marks ?? [])
    .map((mark) => (mark.kind === 'text' ? mark.text : ''))
    .join('')
    .replaceAll(/\s/g, '');
const pictures = (drawn: Sheet): readonly Extract<Mark, { kind: 'picture' }>[] =>
  drawn.pages.flatMap(({ marks }) => marks.filter((mark) => mark.kind === 'picture'));

const card: Enclosure = {
  kind: 'identity',
  id: 'e1',
  front: { id: 'f', width: 1011, height: 638 },
  back: { id: 'b', width: 1011, height: 638 },
  watermark: true,
};
const letterOf = (employer: string, contact = '', phone = ''): Enclosure => ({
  kind: 'letter',
  id: `l${employer}`,
  employer,
  contact,
  phone,
});
const scan = (...sizes: readonly (readonly [number, number])[]): Enclosure => ({
  kind: 'scan',
  id: 's',
  sort: 'diploma',
  title: '',
  pages: sizes.map(([width, height], index) => ({ id: `s${index}`, width, height })),
});

describe('the identity card', () => {
  test('stands with both sides on one page, each 85.6 × 54 mm', () => {
    const drawn = bind([card]);
    expect(drawn.pages).toHaveLength(2);
    expect(pictures(drawn)).toMatchObject([
      { picture: 'f', width: 85.6, height: 54 },
      { picture: 'b', width: 85.6, height: 54 },
    ]);
    expect(words(drawn, 1)).toContain('居民身份证正反面');
    expect(drawn.said).toEqual([]);
  });
  test('with one side only keeps the other’s place, and says so', () => {
    const drawn = bind([
      { kind: 'identity', id: 'e1', watermark: true, front: { id: 'f', width: 1, height: 1 } },
    ]);
    expect(drawn.said).toEqual([expect.stringContaining('只有人像面')]);
    expect(drawn.pages[1]?.marks.filter((mark) => mark.kind === 'box' && mark.dashed)).toMatchObject([
      { width: 85.6, height: 54 },
    ]);
  });
  test('without any side is no page', () => {
    expect(bind([{ kind: 'identity', id: 'e1', watermark: true }]).pages).toHaveLength(1);
  });
});

describe('a scan', () => {
  test('keeps its shape and fills an A4 page, upright or lying as it is', () => {
    const drawn = bind([scan([2480, 1754], [1754, 2480], [3000, 100])]);
    expect(drawn.pages.slice(1).map(({ width }) => width)).toEqual([297, 210, 297]);
    for (const { width, height, picture } of pictures(drawn)) {
      const [across, down] = { s0: [2480, 1754], s1: [1754, 2480], s2: [3000, 100] }[picture] ?? [1, 1];
      expect(width / height).toBeCloseTo((across ?? 1) / (down ?? 1), 6);
    }
    expect(words(drawn, 2)).toBe('学历证第2页，共3页');
  });
});

describe('a letter of an employer', () => {
  const employer = '中国华能集团有限公司北京分公司';
  test('says who, which document, post, duties, from–to, the total, what for, and leaves room to sign', () => {
    const all = words(bind([letterOf(employer)]), 1);
    for (const part of [
      '兹证明张𬭩䶮㛃（居民身份证，号码11010519491231002X）曾在我单位工作',
      '1972.08—2010.06',
      '热能工程师',
      '锅炉运行、能源统计',
      '合计37年11个月。',
      '报名中级碳资产管理师考试的资格审核',
      `单位名称（盖章）：${employer}`,
      '负责人（签名）：',
      '联系人：',
      '联系电话：',
      '年月日',
    ])
      expect(all).toContain(part);
    expect(all).not.toContain('配额履约');
  });
  test('who still works there is said to, and the total to this month', () => {
    const all = words(bind([letterOf('𠮷林省碳排放权交易中心有限公司', '李四', '0431-88880000')]), 1);
    expect(all).toContain('在我单位工作');
    expect(all).not.toContain('曾在我单位');
    expect(all).toContain('合计16年5个月（计至2026年11月）');
    expect(all).toContain('联系人：李四');
    expect(all).toContain('联系电话：0431-88880000');
  });
  test('two posts at one employer’s share a letter, and overlapping months count once', () => {
    const [first] = person.rows.work;
    const more = { key: 'w9', cells: { ...first?.cells, from: '2010-01', to: '2011-12', post: '处长' } };
    const draft = { ...person, rows: { ...person.rows, work: [...person.rows.work, more] } };
    expect(employersOf(draft.rows.work)).toHaveLength(2);
    const all = words(bind([letterOf(employer)], draft), 1);
    expect(all).toContain('处长');
    expect(all).toContain('合计39年5个月，重叠的月份只算一次。');
  });
  test('of an employer that the history no longer has is left out, and said', () => {
    const drawn = bind([letterOf('某公司')]);
    expect(drawn.pages).toHaveLength(1);
    expect(drawn.said).toEqual([expect.stringContaining('某公司')]);
  });
});

describe('the packet', () => {
  test('has a bookmark for the form and for each enclosure, in their order', () => {
    const drawn = bind([letterOf('中国华能集团有限公司北京分公司'), scan([1, 1], [1, 1]), card]);
    expect(drawn.bookmarks).toEqual([
      { title: '碳资产管理师报名审核表', page: 0 },
      { title: '工作证明：中国华能集团有限公司北京分公司', page: 1 },
      { title: '学历证', page: 2 },
      { title: '身份证正反面', page: 4 },
    ]);
    expect(nameOf({ kind: 'scan', id: 'x', sort: 'other', title: ' 获奖证书 ', pages: [] })).toBe('获奖证书');
  });

  test('lies on its pages, type within its cell, whoever the applicant is and however long the history', () => {
    fc.assert(
      fc.property(anyone(), (draft) => {
        const registration = registered(draft);
        const drawn = bind(
          employersOf(registration.rows.work).map((employer) =>
            letterOf(employer, '联'.repeat(30), '1'.repeat(30)),
          ),
          draft,
        );
        const letters = drawn.pages.slice(sheet(registration, measure).pages.length);
        for (const { marks, width, height } of letters) {
          const boxes = marks.filter((mark) => mark.kind === 'box' && mark.height > 0);
          for (const mark of marks) {
            const em = mark.kind === 'text' ? mark.size * point : 0;
            const [left, right] = [
              mark.x,
              mark.kind === 'text' ? mark.x + measure(mark.text) * em : mark.x + mark.width,
            ];
            const [top, bottom] =
              mark.kind === 'text'
                ? [mark.y - 0.88 * em, mark.y + 0.12 * em]
                : [mark.y, mark.y + mark.height];
            expect(left).toBeGreaterThanOrEqual(11.9);
            expect(right).toBeLessThanOrEqual(width - 11.9);
            expect(top).toBeGreaterThanOrEqual(11.9);
            expect(bottom).toBeLessThanOrEqual(height - 11.9);
            if (mark.kind !== 'text') continue;
            for (const box of boxes) {
              if (box.kind !== 'box') continue;
              const inside =
                left > box.x && right < box.x + box.width && top > box.y && bottom < box.y + box.height;
              const outside =
                right < box.x || left > box.x + box.width || bottom < box.y || top > box.y + box.height;
              if (!inside && !outside) expect({ mark, box }).toBe('apart');
            }
          }
        }
        const all = letters
          .flatMap((_, index) => words(drawn, drawn.pages.length - letters.length + index))
          .join('');
        for (const { cells } of registration.rows.work)
          for (const column of ['employer', 'post', 'duties'])
            expect(all).toContain((cells[column] ?? '').replaceAll(/\s/g, ''));
      }),
      { numRuns: 100 },
    );
  });
});

describe('letting pictures down', () => {
  test('finds the highest rung that fits, and asks for few of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 9_000_000 }),
        fc.array(fc.integer({ min: 1, max: 4_000_000 }), {
          minLength: rungs.length,
          maxLength: rungs.length,
        }),
        async (room, sizes) => {
          const falling = sizes.toSorted((a, b) => b - a);
          const asked = new Set<number>();
          const rung = await fit(room, (one) => {
            asked.add(one);
            return Promise.resolve(falling[one] ?? 0);
          });
          const wanted = falling.findIndex((size) => size <= room);
          expect(rung).toBe(wanted < 0 ? undefined : wanted);
          expect(asked.size).toBeLessThanOrEqual(6);
        },
      ),
    );
  });
});
