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

const titleLength = 64;
const excerptLength = 78;
/** Texts that are late are left out rather than waited for. */
const patience = 400;

const hrefOf = (place: Place): string => {
  if (place.kind === 'page') return asset(place.path) + (place.anchor === '' ? '' : `#${place.anchor}`);
  return practiceRoute(sections.filter((section) => section === place.section));
};

function optionOf(entry: Entry, found: Found, text: string, asked: string): Option {
  const queries = [found.variant.text, asked];
  const question = entry.place.kind === 'practice';
  return {
    kind: 'entry',
    href: hrefOf(entry.place),
    label: entry.kind,
    title: question ? excerpt(text === '' ? '题目' : text, queries, titleLength) : mark(entry.title, queries),
    trail: entry.trail,
    lines: question || text === entry.title ? [] : excerpt(text, queries, excerptLength),
  };
}

/**
 * The page of an answer.
 * @param only the kind asked for; all kinds otherwise
 */
export async function layOut(
  library: Library,
  reply: Reply,
  only: Kind | undefined,
  step: number,
): Promise<readonly Shown[]> {
  const groups = arrange(reply.found, reply.near, library.entries, only);
  // Beyond the first step lines are seldom asked for: their texts come with the rest of their batches.
  const wanted = groups.flatMap(({ found }) => found.slice(0, only === undefined ? found.length : step * 5));
  const texts = new Map<number, string>();
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  await Promise.race([
    late,
    Promise.all(
      wanted.map(async ({ entry }) => {
        texts.set(entry, await library.text(entry).catch(() => ''));
      }),
    ),
  ]);
  return groups.map(({ heading, found, all }) => ({
    heading,
    options: [
      ...found.flatMap((one): Option[] => {
        const entry = library.entries[one.entry];
        return entry ? [optionOf(entry, one, texts.get(one.entry) ?? '', reply.mended ?? reply.asked)] : [];
      }),
      ...(all === undefined ? [] : [{ kind: 'all' as const, ...all }]),
    ],
  }));
}
