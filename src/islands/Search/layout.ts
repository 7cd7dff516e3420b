/** Lays an answer out: which entries stand where on the page, with their words marked. */
import { excerpt, mark, type Piece } from '../../domain/search/excerpt.ts';
import { arrange } from '../../domain/search/arrange.ts';
import type { Found } from '../../domain/search/rank.ts';
import type { Entry, Kind, Place } from '../../domain/search/shelf.ts';
import { sections } from '../../domain/notice.ts';
import { asset, practiceRoute } from '../../routes.ts';
import type { Library, Reply } from './library.ts';

/** One line of the list. */
export type Option =
  | {
      readonly kind: 'entry';
      readonly href: string;
      readonly label: Kind;
      readonly title: readonly Piece[];
      readonly trail: string;
      readonly lines: readonly Piece[];
    }
  | { readonly kind: 'all'; readonly of: Kind; readonly count: number };
/** Lines under one heading; an empty heading is not shown. */
export interface Shown {
  readonly heading: string;
  readonly options: readonly Option[];
}

const titleLength = 52;
const excerptLength = 78;

const hrefOf = (place: Place): string => {
  if (place.kind === 'page') return asset(place.path) + (place.anchor === '' ? '' : `#${place.anchor}`);
  return practiceRoute(sections.filter((section) => section === place.section));
};

/** A question is known by how it begins; where the words asked for stand further on, that is shown below. */
function questionOption(entry: Entry, text: string, queries: readonly string[]): Option {
  const [stem = '', ...choices] = text.split('　');
  const chars = Array.from(stem === '' ? '题目' : stem);
  const title = mark(chars.slice(0, titleLength).join('') + (chars.length > titleLength ? '…' : ''), queries);
  const rest = [chars.slice(titleLength).join(''), ...choices].filter((one) => one !== '').join('　');
  return {
    kind: 'entry',
    href: hrefOf(entry.place),
    label: entry.kind,
    title,
    trail: entry.trail,
    lines: title.some(({ hit }) => hit) ? [] : excerpt(rest, queries, excerptLength),
  };
}

function optionOf(entry: Entry, found: Found, text: string, asked: string): Option {
  const queries = [found.variant.text, asked];
  if (entry.place.kind === 'practice') return questionOption(entry, text, queries);
  return {
    kind: 'entry',
    href: hrefOf(entry.place),
    label: entry.kind,
    title: mark(entry.title, queries),
    trail: entry.trail,
    lines: excerpt(text, queries, excerptLength),
  };
}

/**
 * The page of an answer.
 * @param only the kind asked for; all kinds otherwise
 * @param limit how many lines of one kind are wanted with their texts
 * @param patience milliseconds after which late texts are left out
 * @returns the lines, and whether all texts were there
 */
export async function layOut(
  library: Library,
  reply: Reply,
  only: Kind | undefined,
  limit: number,
  patience: number,
): Promise<{ readonly shown: readonly Shown[]; readonly complete: boolean }> {
  const groups = arrange(reply.found, reply.near, library.entries, only);
  const wanted = groups.flatMap(({ found }) => (only === undefined ? found : found.slice(0, limit)));
  const texts = new Map<number, string>();
  const all = Promise.all(
    wanted.map(async ({ entry }) => {
      texts.set(entry, await library.text(entry).catch(() => ''));
    }),
  );
  await (patience === Infinity
    ? all
    : Promise.race([all, new Promise((resolve) => setTimeout(resolve, patience))]));
  const shown = groups.map(({ heading, found, all: more }) => ({
    heading,
    options: [
      ...(only === undefined ? found : found.slice(0, limit)).flatMap((one): Option[] => {
        const entry = library.entries[one.entry];
        return entry ? [optionOf(entry, one, texts.get(one.entry) ?? '', reply.mended ?? reply.asked)] : [];
      }),
      ...(more === undefined ? [] : [{ kind: 'all' as const, ...more }]),
    ],
  }));
  return { shown, complete: texts.size === wanted.length };
}
