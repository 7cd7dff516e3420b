/** A row of exercises under way, as it is kept: read again, it goes on with the same question, order and answer. */
import { isBlank, type Own, type Response } from '../exam/score.ts';

export const rowVersion = 1;
/** Items a row may hold at most. */
export const longestRow = 500;
/** Items of a long list that are asked at once: what a sitting holds. */
export const portion = 30;
/** Minutes a row may be limited to. */
export const limits = [15, 30, 60] as const;
export type Limit = (typeof limits)[number];

/** An item of a row as it was shown and answered. */
export interface Given {
  /** Its place in the row. */
  readonly place: number;
  /** Ids of its options as shown. */
  readonly order: readonly string[];
  readonly response: Response | null;
  readonly guessed: boolean;
  readonly own: Own | null;
}

/** The item at hand stands in the row itself; place items.length: all done. */
export interface Row extends Given {
  readonly version: number;
  readonly id: string;
  /** Ids of all items, in the order they come. */
  readonly items: readonly string[];
  /** Whether the answer was looked at. */
  readonly looked: boolean;
  /** Those looked at before the item at hand, to be seen again. Missing in older rows. */
  readonly past: readonly Given[];
  /** Answers counted, and those of them right. */
  readonly done: number;
  readonly right: number;
  /** Active milliseconds with the whole row, and with the item at hand. */
  readonly active: number;
  readonly spent: number;
  /** Minutes; null: no limit, or no longer. */
  readonly limit: Limit | null;
  /** When something was last done. */
  readonly at: number;
}

/** Whether the time of a row is up, and it should be asked whether to go on. */
export const isUp = ({ limit }: Pick<Row, 'limit'>, active: number): boolean =>
  limit !== null && active >= limit * 60_000;

type Fields = Readonly<Record<string, unknown>>;
const fields = (raw: unknown): Fields | undefined =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    ? Object.fromEntries(Object.entries(raw))
    : undefined;
const isCount = (raw: unknown): raw is number =>
  typeof raw === 'number' && Number.isFinite(raw) && raw >= 0 && raw < 1e15;
const isName = (raw: unknown): raw is string => typeof raw === 'string' && raw.length <= 100;
const isNames = (raw: unknown, most: number): raw is readonly string[] =>
  Array.isArray(raw) && raw.length <= most && raw.every(isName);

function readResponse(raw: unknown): Response | null {
  const one = fields(raw);
  if (one?.['kind'] === 'choice' && isNames(one['chosen'], 10))
    return { kind: 'choice', chosen: one['chosen'] };
  if (one?.['kind'] === 'text' && typeof one['text'] === 'string' && one['text'].length <= 10_000)
    return { kind: 'text', text: one['text'] };
  return null;
}

function readGiven(raw: unknown): Given | undefined {
  const one = fields(raw);
  if (!one) return undefined;
  const { place, order, guessed, own } = one;
  if (!isCount(place) || !Number.isInteger(place) || !isNames(order, 10)) return undefined;
  return {
    place,
    order,
    response: readResponse(one['response']),
    guessed: guessed === true,
    own:
      Array.isArray(own) && own.every((line) => line === null || isCount(line)) && own.length <= 50
        ? own
        : null,
  };
}

/** Reads a row. @param raw whatever the storage held @returns undefined where it is none */
export function readRow(raw: unknown): Row | undefined {
  const one = fields(raw);
  const given = readGiven(raw);
  if (one?.['version'] !== rowVersion || !given) return undefined;
  const { id, items, looked, done, right, active, spent, at } = one;
  if (!isName(id) || !isNames(items, longestRow) || given.place > items.length) return undefined;
  if (!isCount(done) || !isCount(right) || !isCount(active) || !isCount(spent) || !isCount(at))
    return undefined;
  const past: readonly unknown[] = Array.isArray(one['past']) ? one['past'].slice(0, longestRow) : [];
  return {
    version: rowVersion,
    id,
    items,
    ...given,
    looked: looked === true,
    past: past
      .map(readGiven)
      .filter((each) => each !== undefined)
      .filter((each) => each.place < given.place),
    done,
    right,
    active,
    spent,
    limit: limits.find((limit) => limit === one['limit']) ?? null,
    at,
  };
}

/** Whether a row is worth going back to: not at its end, and something was done in it. */
export const isUnderWay = (row: Row): boolean =>
  row.place < row.items.length && (row.place > 0 || row.looked || !isBlank(row.response ?? undefined));

/** The item at hand as one to be seen again. */
export const givenOf = ({ place, order, response, guessed, own }: Given): Given => ({
  place,
  order,
  response,
  guessed,
  own,
});

/** A list of items asked for by an address, such as #items=1-1-s01,2-3-m02. */
export interface Asked {
  /** Known ids, each once, in the order asked for. */
  readonly items: readonly string[];
  /** How many ids were asked for that the bank does not hold. */
  readonly unknown: number;
}

/** Reads the ids of an address with suspicion. @param text as it stands after items= */
export function asked(text: string, isItem: (id: string) => boolean): Asked {
  const names = [
    ...new Set(
      text
        .slice(0, 20_000)
        .split(',')
        .filter((one) => one !== ''),
    ),
  ].slice(0, longestRow);
  const items = names.filter((one) => /^[\w-]{1,40}$/.test(one) && isItem(one));
  return { items, unknown: names.length - items.length };
}
