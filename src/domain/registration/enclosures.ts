/** What goes behind the form in the packet: identity card, certificates, letters of employers; each laid out on paper. */
import type { PlainDate } from '../calendar.ts';
import { addUp, isPeriod } from '../eligibility/duration.ts';
import { sayMonth, saySpan, type Period, type Registration } from './form.ts';
import type { Pixels } from './picture.ts';
import {
  place,
  point,
  sayPeriod,
  set,
  type Mark,
  type Measure,
  type Page,
  type Setting,
  type Sheet,
} from './sheet.ts';

/** A picture in the packet: its name there and its size. The bytes are kept elsewhere. */
export interface Scan extends Pixels {
  readonly id: string;
}

export const sides = { front: '人像面', back: '国徽面' } as const;
export type Side = keyof typeof sides;

/** The kinds of scans, as the notice names them. */
export const scanSorts = { diploma: '学历证', work: '工作证明', other: '其他证明材料' } as const;
export type ScanSort = keyof typeof scanSorts;

export type Enclosure =
  | {
      readonly kind: 'identity';
      readonly id: string;
      readonly front?: Scan;
      readonly back?: Scan;
      readonly watermark: boolean;
    }
  | {
      readonly kind: 'scan';
      readonly id: string;
      readonly sort: ScanSort;
      /** What it is called in the packet; empty: as its sort. */
      readonly title: string;
      readonly pages: readonly Scan[];
    }
  | {
      readonly kind: 'letter';
      readonly id: string;
      readonly employer: string;
      /** Whom to ask at the employer's; left blank to be filled in by pen where empty. */
      readonly contact: string;
      readonly phone: string;
    };

/** What is written across the copy of an identity card. */
export const watermark = '仅供碳资产管理师报名使用';

/** Sizes the packet can be kept under, in MB of 1,000,000 bytes. */
export const limits = [2, 5, 10] as const;
export type Limit = (typeof limits)[number];

/** What an enclosure is called. */
export function nameOf(one: Enclosure): string {
  switch (one.kind) {
    case 'identity':
      return '身份证正反面';
    case 'scan':
      return one.title.trim() === '' ? scanSorts[one.sort] : one.title.trim();
    case 'letter':
      return `工作证明：${one.employer}`;
  }
}

/** The pictures of an enclosure, in the order of its pages. */
export function scansOf(one: Enclosure): readonly Scan[] {
  switch (one.kind) {
    case 'identity':
      return [one.front, one.back].filter((scan) => scan !== undefined);
    case 'scan':
      return one.pages;
    case 'letter':
      return [];
  }
}

/** The employers of a work history, once each, in its order. */
export const employersOf = (work: readonly Pick<Period, 'cells'>[]): readonly string[] => [
  ...new Set(work.map(({ cells }) => (cells['employer'] ?? '').trim()).filter((name) => name !== '')),
];

const a4 = { width: 210, height: 297 };
const margin = 12;
const body = { lineHeight: 1.75 };
const tight = { lineHeight: 1.3 };

/**
 * Puts the enclosures behind the form, in their order, each with a bookmark.
 * @param form the laid-out form
 * @param day letters count work up to its month
 * @returns the whole packet. A letter of an employer that the work history no longer has is left out, and so is an
 *   identity card without a picture; both are said.
 */
export function packet(
  form: Sheet,
  enclosures: readonly Enclosure[],
  registration: Pick<Registration, 'text' | 'rows'>,
  day: PlainDate,
  measure: Measure,
): Sheet {
  const pages: Page[] = [...form.pages];
  const bookmarks = [...form.bookmarks];
  const said = [...form.said];
  const add = (title: string, added: readonly Page[]): void => {
    bookmarks.push({ title, page: pages.length });
    pages.push(...added);
  };
  enclosures.forEach((one) => {
    const name = nameOf(one);
    switch (one.kind) {
      case 'identity':
        if (!one.front && !one.back) return;
        if (!one.front || !one.back)
          said.push(`身份证只有${one.front ? sides.front : sides.back}，通知要正反面；请补上另一面。`);
        add(name, [cardPage(one, registration.text.idType, measure)]);
        return;
      case 'scan':
        add(
          name,
          one.pages.map((scan, index) =>
            scanPage(
              scan,
              one.pages.length > 1 ? `${name}　第 ${index + 1} 页，共 ${one.pages.length} 页` : name,
              measure,
            ),
          ),
        );
        return;
      case 'letter': {
        const words = letterText(one, registration, day);
        if (words) add(name, letter(words, measure));
        else said.push(`工作经历里没有“${one.employer}”了，它的工作证明没有放进来。`);
        return;
      }
    }
  });
  return { title: form.title, pages, bookmarks, said };
}

const centred = (text: string, size: number, y: number, width: number, measure: Measure, bold = false) => {
  const setting = set(text, width - 2 * margin, [size], 1, tight, measure);
  return place(setting, margin, y, width - 2 * margin, setting.height, 'centre', tight, measure, bold);
};

/** Both sides of a card on one page, 85.6 × 54 mm each. */
function cardPage(card: Extract<Enclosure, { kind: 'identity' }>, document: string, measure: Measure): Page {
  const [width, height] = [85.6, 54];
  const x = (a4.width - width) / 2;
  const marks: Mark[] = [...centred(`${document || '身份证'}正反面`, 14, 30, a4.width, measure, true)];
  (['front', 'back'] as const).forEach((side, index) => {
    const y = 55 + index * (height + 30);
    const scan = card[side];
    if (scan) marks.push({ kind: 'picture', picture: scan.id, x, y, width, height });
    else marks.push({ kind: 'box', x, y, width, height, weight: 0.2, dashed: true });
    marks.push(...centred(`${sides[side]}${scan ? '' : '（待补）'}`, 9.5, y + height + 4, a4.width, measure));
  });
  marks.push(
    ...centred(
      '图片按原尺寸 85.6 × 54 毫米排版，请按 100% 打印。',
      8,
      55 + 2 * (height + 30),
      a4.width,
      measure,
    ),
  );
  return { ...a4, marks };
}

/** A scan on a page of its own, upright or lying as the picture is. */
function scanPage(scan: Scan, caption: string, measure: Measure): Page {
  const paper = scan.width > scan.height ? { width: a4.height, height: a4.width } : a4;
  const foot = 9;
  const room = { width: paper.width - 2 * margin, height: paper.height - 2 * margin - foot };
  const scale = Math.min(room.width / scan.width, room.height / scan.height);
  const [width, height] = [scan.width * scale, scan.height * scale];
  return {
    ...paper,
    marks: [
      {
        kind: 'picture',
        picture: scan.id,
        x: (paper.width - width) / 2,
        y: margin + (room.height - height) / 2,
        width,
        height,
      },
      ...captionLines(caption, paper, measure),
    ],
  };
}

function captionLines(caption: string, paper: Pixels, measure: Measure): Mark[] {
  const setting = set(caption, paper.width - 2 * margin, [8.5, 7.5, 6.5], 1, tight, measure);
  return place(
    setting,
    margin,
    paper.height - margin - 6,
    paper.width - 2 * margin,
    setting.height,
    'centre',
    tight,
    measure,
  );
}

/** A letter by which an employer certifies work, in words: the same on paper and on the screen. */
export interface LetterText {
  readonly title: string;
  readonly opening: string;
  readonly heads: readonly string[];
  /** Period, post, duties. */
  readonly rows: readonly (readonly [string, string, string])[];
  readonly closing: readonly string[];
  /** To be signed and stamped: a label, and what stands there already. */
  readonly lines: readonly (readonly [label: string, value: string])[];
  readonly date: string;
  readonly foot: string;
}

/**
 * What a letter says: who, which document, posts and duties from–to, the total of it, what for, whom to ask, and room
 * for stamp, signature and date. A 参考样式, like the form.
 * @param day the total counts up to its month
 * @returns undefined where the work history has nothing of that employer
 */
export function letterText(
  { employer, contact, phone }: Extract<Enclosure, { kind: 'letter' }>,
  { text, rows }: Pick<Registration, 'text' | 'rows'>,
  day: PlainDate,
): LetterText | undefined {
  const periods = rows.work.filter(({ cells }) => (cells['employer'] ?? '').trim() === employer);
  if (periods.length === 0) return undefined;
  const now = day.slice(0, 7);
  const stays = periods.some(({ to }) => to === undefined || to >= now);
  const spans = periods.map(({ from, to = now }) => ({ from, to }));
  const { total, overlap } = addUp(spans.filter(isPeriod), now);
  return {
    title: '工作证明',
    opening: `兹证明${text.name}（${text.idType}，号码 ${text.idNumber}）${stays ? '' : '曾'}在我单位工作，任职情况如下：`,
    heads: ['起止时间', '职务或岗位', '主要工作'],
    rows: periods.map((period) => [
      sayPeriod(period),
      period.cells['post'] ?? '',
      period.cells['duties'] ?? '',
    ]),
    closing: [
      `上述期间从事碳资产管理相关工作合计 ${saySpan(total)}${stays ? `（计至 ${sayMonth(now)}）` : ''}${overlap > 0 ? '，重叠的月份只算一次' : ''}。`,
      `本证明用于${text.name}报名${text.level === '' ? '碳资产管理师' : text.level}考试的资格审核。以上情况属实，我单位对本证明的真实性负责。`,
      '特此证明。',
    ],
    lines: [
      ['单位名称（盖章）：', employer],
      ['负责人（签名）：', ''],
      ['联系人：', contact.trim()],
      ['联系电话：', phone.trim()],
    ],
    date: '　　　　年　　　月　　　日',
    foot: '工作证明（参考样式）',
  };
}

/** Sets a letter on as many pages as it takes. */
function letter(words: LetterText, measure: Measure): readonly Page[] {
  const left = 25;
  const full = a4.width - 2 * left;
  const bottom = a4.height - 22;
  const pages: Mark[][] = [];
  let marks: Mark[] = [];
  let y = 0;
  const turn = (): void => {
    marks = [];
    pages.push(marks);
    const title = pages.length === 1 ? words.title : `${words.title}（续页）`;
    const setting = set(title, full, [pages.length === 1 ? 22 : 14], 1, tight, measure);
    marks.push(...place(setting, left, 28, full, setting.height, 'centre', tight, measure, true));
    y = 28 + setting.height + 10;
  };
  const paragraph = (said: string): void => {
    const setting = set(said, full, [12], 99, body, measure);
    if (y + setting.height > bottom) turn();
    marks.push(...place(setting, left, y, full, setting.height, 'left', body, measure));
    y += setting.height + 2;
  };
  turn();
  paragraph(`　　${words.opening}`);
  y += 2;

  const widths = [37, 46, full - 83];
  const padding = 1.6;
  const row = (cells: readonly string[], head: boolean): void => {
    const settings = cells.map((cell, index): Setting =>
      set(cell, (widths[index] ?? 0) - 2 * padding, [10.5, 9.5], 3, tight, measure),
    );
    const height = Math.max(head ? 8 : 9, ...settings.map((one) => one.height + 3));
    if (y + height > bottom) {
      turn();
      if (!head) row(words.heads, true);
    }
    let x = left;
    settings.forEach((setting, index) => {
      const width = widths[index] ?? 0;
      marks.push({ kind: 'box', x, y, width, height, weight: 0.2 });
      marks.push(
        ...place(
          setting,
          x + padding,
          y,
          width - 2 * padding,
          height,
          head || index === 0 ? 'centre' : 'left',
          tight,
          measure,
        ),
      );
      x += width;
    });
    y += height;
  };
  row(words.heads, true);
  for (const cells of words.rows) row(cells, false);
  y += 5;

  for (const said of words.closing) paragraph(`　　${said}`);
  y += 8;

  const x = left + 44;
  const width = full - 44;
  const { lines } = words;
  const settings = lines.map(([label, value]) => set(label + value, width, [12], 99, body, measure));
  const step = 11;
  const needed = settings.reduce((sum, { height }) => sum + Math.max(step, height + 2), 0) + step + 24;
  if (y + needed > bottom) turn();
  lines.forEach(([label, value], index) => {
    const setting = settings[index];
    if (!setting) return;
    marks.push(...place(setting, x, y, width, setting.height, 'left', body, measure));
    if (value === '') {
      const end = x + measure(label) * 12 * point;
      marks.push({ kind: 'box', x: end, y: y + setting.height - 1, width: 45, height: 0, weight: 0.2 });
    }
    y += Math.max(step, setting.height + 2);
    // Room for the stamp across the employer's name.
    if (index === 0) y += 16;
  });
  const date = set(words.date, width, [12], 1, body, measure);
  marks.push(...place(date, x, y, width, date.height, 'left', body, measure));
  return pages.map((all, index) => ({
    ...a4,
    marks: [
      ...all,
      ...captionLines(
        `${words.foot}${pages.length > 1 ? `　第 ${index + 1} 页，共 ${pages.length} 页` : ''}`,
        a4,
        measure,
      ),
    ],
  }));
}

/** A weight for people: whole kilobytes, or megabytes with one decimal; never less than there is. */
export const sayBytes = (bytes: number): string =>
  bytes < 1_000_000
    ? `${String(Math.ceil(bytes / 1000))} KB`
    : `${(Math.ceil(bytes / 100_000) / 10).toFixed(1)} MB`;

/** How far a picture may be let down for the packet's size: longest side in pixels, and the quality of its JPEG. */
export const rungs = [
  { side: 2480, quality: 0.85 },
  { side: 2200, quality: 0.82 },
  { side: 1900, quality: 0.8 },
  { side: 1654, quality: 0.8 },
  { side: 1500, quality: 0.75 },
  { side: 1300, quality: 0.72 },
  { side: 1150, quality: 0.68 },
  { side: 1000, quality: 0.62 },
  { side: 850, quality: 0.55 },
  { side: 700, quality: 0.5 },
  { side: 560, quality: 0.42 },
  { side: 420, quality: 0.35 },
] as const;

/**
 * Finds how far pictures must be let down to fit into a room, all alike.
 * @param room in bytes
 * @param total bytes of all pictures at a rung; called for few of them
 * @returns the highest rung that fits, undefined where not even the lowest does
 */
export async function fit(
  room: number,
  total: (rung: number) => Promise<number>,
): Promise<number | undefined> {
  if ((await total(0)) <= room) return 0;
  let [high, low] = [0, rungs.length - 1];
  if ((await total(low)) > room) return undefined;
  // high is too large, low fits.
  while (low - high > 1) {
    const middle = (high + low) >> 1;
    if ((await total(middle)) <= room) low = middle;
    else high = middle;
  }
  return low;
}
