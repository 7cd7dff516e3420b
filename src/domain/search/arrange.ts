/** What of an answer is shown, and in which groups. */
import type { Found } from './rank.ts';
import type { Entry, Kind } from './shelf.ts';

export interface Group {
  /** Empty where the list needs none. */
  readonly heading: string;
  readonly found: readonly Found[];
  /** Where a kind has more than is shown here: the kind and how many there are. */
  readonly all: { readonly of: Kind; readonly count: number } | undefined;
}

/** So many are shown without groups. */
const few = 8;
const best = 3;
const each = 3;
const nearby = 5;

/** How many were found of each kind, in the order in which kinds are met. */
export function counts(found: readonly Found[], entries: readonly Entry[]): ReadonlyMap<Kind, number> {
  const tally = new Map<Kind, number>();
  for (const { entry } of found) {
    const kind = entries[entry]?.kind;
    if (kind !== undefined) tally.set(kind, (tally.get(kind) ?? 0) + 1);
  }
  return tally;
}

/**
 * Groups an answer: the best three of all, then three of each kind, kinds in the order of their best.
 * Where little was found, what is near follows.
 * @param only one kind, all of it, in one list
 */
export function arrange(
  found: readonly Found[],
  near: readonly Found[],
  entries: readonly Entry[],
  only: Kind | undefined,
): readonly Group[] {
  const plain = (heading: string, list: readonly Found[]): readonly Group[] =>
    list.length === 0 ? [] : [{ heading, found: list, all: undefined }];
  if (only !== undefined)
    return plain(
      '',
      found.filter(({ entry }) => entries[entry]?.kind === only),
    );
  const close = found.length < best ? plain('相近结果：只有一部分词', near.slice(0, nearby)) : [];
  if (found.length <= few) return [...plain('', found), ...close];
  const top = found.slice(0, best);
  const rest = [...counts(found, entries)].flatMap(([kind, count]): Group[] => {
    const ofKind = found.slice(best).filter(({ entry }) => entries[entry]?.kind === kind);
    if (ofKind.length === 0) return [];
    return [
      {
        heading: kind,
        found: ofKind.slice(0, each),
        all: ofKind.length > each ? { of: kind, count } : undefined,
      },
    ];
  });
  return [...plain('最相关', top), ...rest];
}
