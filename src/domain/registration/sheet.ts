/** The form on paper as data: what stands where, in millimetres. Preview and PDF draw the same. */
import type { Period, Registration } from './form.ts';
import { standardLayout, type Box, type FieldRow, type Layout, type Table } from './layout.ts';

/** x to the right and y down from the page's upper left corner, in mm; type sizes in points. */
export type Mark =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly weight: number;
      readonly dashed?: true;
    }
  | {
      readonly kind: 'photo';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'picture';
      /** Which of the enclosed pictures. */
      readonly picture: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | Text;

/** One line of type. y is its baseline. */
export interface Text {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
  readonly bold?: true;
}

export interface Page {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export interface Sheet {
  readonly title: string;
  readonly pages: readonly Page[];
  /** Where a reader of the file may jump to, in the order of the pages. */
  readonly bookmarks: readonly { readonly title: string; readonly page: number }[];
  /** What the applicant should know before printing, in sentences: a continuation page, for one. */
  readonly said: readonly string[];
}

/** Width of a text in ems, as the font that draws it sets it. */
export type Measure = (text: string) => number;

/** Millimetres in a point. */
export const point = 25.4 / 72;

/** Characters that must not begin a line, and those that must not end one (GB/T 15834; CLREQ, 行首行尾禁则). */
const noStart = /^[，。、；：？！）》〉」』】〕〗”’…—～·％℃,.;:?!)\]}%]/u;
const noEnd = /[（《〈「『【〔〖“‘([{]$/u;
/** What a line is not broken within: Latin words, numbers, addresses; else one character with its marks. */
const unit = /[\p{Script=Latin}\p{Nd}@._+%:'/&#=~-]+\p{M}*|\s+|\P{M}\p{M}*|\p{M}+/gsu;

/**
 * Breaks a text into lines.
 * @param width in ems
 * @returns lines not wider than that, unless one character is; without spaces at their ends. A newline always breaks.
 */
export function breakLines(text: string, width: number, measure: Measure): readonly string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

function breakParagraph(text: string, width: number, measure: Measure): readonly string[] {
  const units = (text.match(unit) ?? []).flatMap((part) =>
    measure(part) > width ? Array.from(part) : [part],
  );
  const lines: string[] = [];
  let from = 0;
  while (from < units.length) {
    if (lines.length > 0 && /^\s/.test(units[from] ?? '')) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (
      to < units.length &&
      measure(
        units
          .slice(from, to + 1)
          .join('')
          .trimEnd(),
      ) <= width
    )
      to += 1;
    if (to < units.length) {
      const fits = to;
      const may = (at: number): boolean => {
        // Spaces at the break are dropped: what counts is the first thing after them.
        const next = units.slice(at).find((one) => !/^\s/.test(one)) ?? '';
        return !noStart.test(next) && !noEnd.test(units.slice(from, at).join('').trimEnd());
      };
      while (to > from + 1 && fits - to < 6 && !may(to)) to -= 1;
      if (!may(to)) {
        // No lawful break between words: within one, then, and failing that wherever the line is full.
        const letters = units.slice(from, fits + 1).flatMap((one) => Array.from(one));
        if (letters.length > fits + 1 - from) {
          units.splice(from, fits + 1 - from, ...letters);
          continue;
        }
        to = fits;
      }
    }
    lines.push(units.slice(from, to).join('').trimEnd());
    from = to;
  }
  return lines;
}

/** A text set in a cell. */
export interface Setting {
  readonly size: number;
  readonly lines: readonly string[];
  /** mm */
  readonly height: number;
}

/** Sets a text in the first size in which it takes no more lines than allowed; else in the last, in as many as it takes. */
export function set(
  text: string,
  width: number,
  sizes: readonly number[],
  most: number,
  layout: Pick<Layout, 'lineHeight'>,
  measure: Measure,
): Setting {
  let setting: Setting = { size: sizes[0] ?? 9, lines: [], height: 0 };
  for (const size of sizes) {
    const lines = breakLines(text, width / (size * point), measure);
    setting = { size, lines, height: lines.length * size * point * layout.lineHeight };
    if (lines.length <= most) return setting;
  }
  return setting;
}

type Align = 'left' | 'centre' | 'right';

/** The lines of a setting as marks, centred in height in the given box. */
export function place(
  setting: Setting,
  x: number,
  y: number,
  width: number,
  height: number,
  align: Align,
  layout: Pick<Layout, 'lineHeight'>,
  measure: Measure,
  bold = false,
): Text[] {
  const step = setting.size * point * layout.lineHeight;
  const top = y + (height - setting.height) / 2;
  return setting.lines
    .map((text, index): Text => {
      const free = width - measure(text) * setting.size * point;
      const shift = align === 'left' ? 0 : align === 'centre' ? free / 2 : free;
      // The middle of a Chinese character lies 0.38 em above the baseline.
      const baseline = top + step * index + step / 2 + 0.38 * setting.size * point;
      return {
        kind: 'text',
        x: x + shift,
        y: baseline,
        size: setting.size,
        text,
        ...(bold ? { bold: true } : {}),
      };
    })
    .filter(({ text }) => text !== '');
}

interface Measured<T> {
  readonly item: T;
  readonly height: number;
}

/**
 * Lays the form out.
 * @param registration a checked form, or a preview of one
 * @param measure width of a text in ems in the font it will be drawn in
 * @param layout where everything goes
 * @returns A4 pages. One, unless long histories need more: then as many rows as fit stand on the first,
 *   the others on continuation pages; both places say so. Nothing is cut.
 */
export function sheet(
  registration: Pick<Registration, 'text' | 'rows' | 'photo'>,
  measure: Measure,
  layout: Layout = standardLayout,
): Sheet {
  const { page, margin, type, padding, rules } = layout;
  const left = margin.side;
  const full = page.width - 2 * margin.side;
  const bottom = page.height - margin.bottom;
  const label = (text: string, width: number): Setting =>
    set(text, width - 2 * padding + 0.4, [type.label, 8.5, 7.5], text.length > 4 ? 2 : 1, layout, measure);
  const cell = (x: number, y: number, width: number, height: number): Mark => ({
    kind: 'box',
    x,
    y,
    width,
    height,
    weight: rules.thin,
  });
  const line = (text: string, size: number, y: number, align: Align, bold = false): Text[] =>
    place(
      { size, lines: [text], height: size * point * layout.lineHeight },
      left,
      y,
      full,
      size * point * layout.lineHeight,
      align,
      layout,
      measure,
      bold,
    );

  /** Widths of a row's cells, the open one taking what is left. */
  const widths = (row: FieldRow, width: number): readonly number[] => {
    const fixed = row.cells.reduce((sum, one) => sum + (one.width ?? 0), 0);
    return row.cells.map((one) => one.width ?? width - fixed);
  };
  const setRow = (
    row: FieldRow,
    width: number,
  ): Measured<
    readonly { readonly setting: Setting; readonly width: number; readonly isLabel: boolean }[]
  > => {
    const across = widths(row, width);
    const item = row.cells.map((one, index) => {
      const span = across[index] ?? 0;
      const isLabel = one.kind === 'label';
      const setting = isLabel
        ? label(one.text, span)
        : set(
            registration.text[one.field],
            span - 2 * padding,
            type.values,
            one.field === 'clause' ? 2 : 1,
            layout,
            measure,
          );
      return { setting, width: span, isLabel };
    });
    return { item, height: Math.max(row.height, ...item.map(({ setting }) => setting.height + 1.2)) };
  };
  const drawRow = (row: ReturnType<typeof setRow>, y: number): Mark[] => {
    let x = left;
    return row.item.flatMap(({ setting, width, isLabel }) => {
      const marks = [
        cell(x, y, width, row.height),
        ...place(
          setting,
          x + padding,
          y,
          width - 2 * padding,
          row.height,
          isLabel ? 'centre' : 'left',
          layout,
          measure,
        ),
      ];
      x += width;
      return marks;
    });
  };

  // Tables: every row measured first, so that the page can be filled to the last one that fits.
  const columns = (table: Table): readonly number[] => {
    const room = full - layout.tableLabel;
    const fixed = table.columns.reduce((sum, one) => sum + (one.width ?? 0), 0);
    const open = table.columns.filter((one) => one.width === undefined).length;
    return table.columns.map((one) => one.width ?? (room - fixed) / open);
  };
  const setTableRow = (table: Table, period: Period | undefined): Measured<readonly Setting[]> => {
    const across = columns(table);
    const item = table.columns.map(({ id }, index) => {
      const text = period === undefined ? '' : cellText(period, id);
      return set(text, (across[index] ?? 0) - 2 * padding + 0.4, type.cells, 2, layout, measure);
    });
    return { item, height: Math.max(layout.tableRow, ...item.map(({ height }) => height + 1)) };
  };
  const seeMore = 5;
  const drawTable = (
    table: Table,
    rows: readonly Measured<readonly Setting[]>[],
    more: string,
    y: number,
  ): { marks: Mark[]; height: number } => {
    const across = columns(table);
    const marks: Mark[] = [];
    let top = y;
    let x = left + layout.tableLabel;
    table.columns.forEach((column, index) => {
      const width = across[index] ?? 0;
      marks.push(
        cell(x, top, width, layout.tableHead),
        ...place(
          label(column.label, width),
          x + padding,
          top,
          width - 2 * padding,
          layout.tableHead,
          'centre',
          layout,
          measure,
        ),
      );
      x += width;
    });
    top += layout.tableHead;
    for (const row of rows) {
      x = left + layout.tableLabel;
      row.item.forEach((setting, index) => {
        const width = across[index] ?? 0;
        const align = index === 0 ? 'centre' : 'left';
        marks.push(
          cell(x, top, width, row.height),
          ...place(
            setting,
            x + padding - 0.2,
            top,
            width - 2 * padding + 0.4,
            row.height,
            align,
            layout,
            measure,
          ),
        );
        x += width;
      });
      top += row.height;
    }
    if (more !== '') {
      const width = full - layout.tableLabel;
      marks.push(
        cell(left + layout.tableLabel, top, width, seeMore),
        ...place(
          set(more, width, [type.small], 1, layout, measure),
          left + layout.tableLabel + padding,
          top,
          width - 2 * padding,
          seeMore,
          'right',
          layout,
          measure,
        ),
      );
      top += seeMore;
    }
    marks.push(
      cell(left, y, layout.tableLabel, top - y),
      ...place(
        label(table.label, layout.tableLabel),
        left + padding,
        y,
        layout.tableLabel - 2 * padding,
        top - y,
        'centre',
        layout,
        measure,
      ),
    );
    return { marks, height: top - y };
  };
  const drawBox = (box: Box, x: number, y: number, width: number, height: number): Mark[] => {
    const inner = width - layout.tableLabel - 2 * padding;
    const text = set(box.text, inner, [type.label], 9, layout, measure);
    const step = type.label * point * 1.7;
    return [
      cell(x, y, layout.tableLabel, height),
      ...place(
        label(box.label, layout.tableLabel),
        x + padding,
        y,
        layout.tableLabel - 2 * padding,
        height,
        'centre',
        layout,
        measure,
      ),
      cell(x + layout.tableLabel, y, width - layout.tableLabel, height),
      ...place(text, x + layout.tableLabel + padding, y + 1.5, inner, text.height, 'left', layout, measure),
      ...box.foot.flatMap((foot, index) => {
        const setting = { size: type.label, lines: [foot], height: step };
        return place(
          setting,
          x + layout.tableLabel + padding,
          y + height - 1 - step * (box.foot.length - index),
          inner - 1.5,
          step,
          'right',
          layout,
          measure,
        );
      }),
    ];
  };

  const first: Mark[] = [];
  let y = margin.top;
  first.push(...line(layout.title, type.title, y, 'centre', true));
  y += 9.5;
  first.push(...line(layout.subtitle, type.small, y, 'centre'));
  y += 5.5;
  const frameTop = y;

  const beside = layout.besidePhoto.map((row) => setRow(row, full - layout.photo.column));
  const photoTop = y;
  for (const row of beside) {
    first.push(...drawRow(row, y));
    y += row.height;
  }
  const photoLeft = left + full - layout.photo.column;
  first.push(cell(photoLeft, photoTop, layout.photo.column, y - photoTop));
  const picture = {
    x: photoLeft + (layout.photo.column - layout.photo.width) / 2,
    y: photoTop + (y - photoTop - layout.photo.height) / 2,
    width: layout.photo.width,
    height: layout.photo.height,
  };
  if (registration.photo === 'ready') first.push({ kind: 'photo', ...picture });
  else {
    first.push({ kind: 'box', ...picture, weight: rules.thin, dashed: true });
    const setting = {
      size: type.label,
      lines: ['贴照片处', '二寸免冠蓝底彩色', '35 × 49 毫米'],
      height: 3 * type.label * point * 1.3,
    };
    first.push(
      ...place(setting, picture.x, picture.y, picture.width, picture.height, 'centre', layout, measure),
    );
  }
  for (const row of layout.belowPhoto) {
    const measured = setRow(row, full);
    first.push(...drawRow(measured, y));
    y += measured.height;
  }

  const boxes = layout.pledge.height + layout.stamps.height;
  const all = layout.tables.map((table) => ({
    table,
    rows: registration.rows[table.section].map((period) => setTableRow(table, period)),
  }));
  const shown = shareRows(
    all.map(({ rows }) => rows.map(({ height }) => height)),
    bottom - y - boxes - all.length * layout.tableHead,
    seeMore,
  );
  const said: string[] = [];
  const blank = (table: Table): Measured<readonly Setting[]> => setTableRow(table, undefined);
  const tables = all.map(({ table, rows }, index) => {
    const count = shown[index] ?? 0;
    const rest = rows.length - count;
    if (rest > 0) said.push(`${table.label}有 ${rest} 行在第一页放不下，排在续页；两页都要打印。`);
    return { table, rows: rows.slice(0, count), more: rest === 0 ? '' : `其余 ${rest} 行见续页` };
  });
  // Empty rows up to the layout's number, as far as there is room, for adding by pen.
  let room =
    bottom -
    y -
    boxes -
    tables.reduce(
      (sum, { rows, more }) =>
        sum +
        layout.tableHead +
        (more === '' ? 0 : seeMore) +
        rows.reduce((total, row) => total + row.height, 0),
      0,
    );
  for (const { table, rows, more } of tables) {
    while (more === '' && rows.length < table.rows && room >= layout.tableRow) {
      rows.push(blank(table));
      room -= layout.tableRow;
    }
  }
  for (const { table, rows, more } of tables) {
    const drawn = drawTable(table, rows, more, y);
    first.push(...drawn.marks);
    y += drawn.height;
  }
  first.push(...drawBox(layout.pledge.box, left, y, full, layout.pledge.height));
  y += layout.pledge.height;
  const stampHeight = Math.min(layout.stamps.tallest, bottom - y);
  let x = left;
  for (const box of layout.stamps.boxes) {
    first.push(...drawBox(box, x, y, full * box.share, stampHeight));
    x += full * box.share;
  }
  y += stampHeight;
  first.push({ kind: 'box', x: left, y: frameTop, width: full, height: y - frameTop, weight: rules.thick });

  const pages: Mark[][] = [first];
  let current: Mark[] | undefined;
  let top = 0;
  const finish = (): void => {
    if (current)
      current.push({
        kind: 'box',
        x: left,
        y: margin.top + 17,
        width: full,
        height: top - margin.top - 17,
        weight: rules.thick,
      });
  };
  const turn = (): Mark[] => {
    finish();
    const who = `姓名：${registration.text.name}　证件号码：${registration.text.idNumber}`;
    current = [
      ...line(layout.continuation, 14, margin.top, 'centre', true),
      ...place(
        set(who, full, [type.label, 8, 7], 1, layout, measure),
        left,
        margin.top + 8,
        full,
        8,
        'left',
        layout,
        measure,
      ),
    ];
    pages.push(current);
    top = margin.top + 17;
    return current;
  };
  all.forEach(({ table, rows }, index) => {
    let from = shown[index] ?? 0;
    while (from < rows.length) {
      const one = rows[from];
      if (!one) break;
      let marks = current;
      if (!marks || top + layout.tableHead + one.height > bottom) marks = turn();
      let to = from;
      let height = layout.tableHead;
      for (let next = rows[to]; next && top + height + next.height <= bottom; next = rows[to]) {
        height += next.height;
        to += 1;
      }
      const drawn = drawTable(table, rows.slice(from, to), '', top);
      marks.push(...drawn.marks);
      top += drawn.height;
      from = to;
    }
  });
  finish();

  if (pages.length > 1)
    pages.forEach((marks, index) => {
      marks.push(
        ...line(
          `第 ${index + 1} 页，共 ${pages.length} 页`,
          type.small,
          page.height - margin.bottom + 2,
          'centre',
        ),
      );
    });
  return {
    title: layout.title,
    pages: pages.map((marks) => ({ ...page, marks })),
    bookmarks: pages.map((_, index) => ({
      title: index === 0 ? layout.title : layout.continuation,
      page: index,
    })),
    said,
  };
}

/**
 * How many rows of each table stand on the first page: all if they fit, else in turns, a row of each.
 * @param heights of the rows, by table
 * @param room for rows, mm
 * @param seeMore height of the line that sends the reader to the continuation
 */
function shareRows(
  heights: readonly (readonly number[])[],
  room: number,
  seeMore: number,
): readonly number[] {
  const sum = (rows: readonly number[]): number => rows.reduce((total, height) => total + height, 0);
  if (heights.reduce((total, rows) => total + sum(rows), 0) <= room)
    return heights.map((rows) => rows.length);
  const counts = heights.map(() => 0);
  const used = (): number =>
    heights.reduce(
      (total, rows, index) =>
        total + sum(rows.slice(0, counts[index])) + (rows.length > (counts[index] ?? 0) ? seeMore : 0),
      0,
    );
  for (let grown = true; grown;) {
    grown = false;
    heights.forEach((rows, index) => {
      const before = counts[index] ?? 0;
      if (before === rows.length) return;
      counts[index] = before + 1;
      if (used() <= room) grown = true;
      else counts[index] = before;
    });
  }
  return counts;
}

/** 2015-09 → 2015.09; anything else as it is. */
const sayShort = (month: string): string => month.replace('-', '.');
/** 2011.09—2015.06, 2015.07—至今. */
export function sayPeriod({ from, to }: Pick<Period, 'from' | 'to'>): string {
  if (from === '' && to === undefined) return '';
  return `${sayShort(from)}—${to === undefined ? '至今' : sayShort(to)}`;
}

/** What stands in a column of a table. @param column of the layout: one of the section, or period */
export function cellText(period: Period, column: string): string {
  if (column === 'period') return sayPeriod(period);
  return column === 'from' ? sayShort(period.from) : (period.cells[column] ?? '');
}

/** Every character the sheet prints, once each. */
export function charactersOf(drawn: Sheet): readonly string[] {
  const found = new Set<string>();
  for (const { marks } of drawn.pages)
    for (const mark of marks)
      if (mark.kind === 'text') for (const character of mark.text) found.add(character);
  return [...found];
}
