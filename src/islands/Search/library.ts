/** Opens the index of search and asks it: files in, answers out. What a query means is the domain's to say. */
import { counts } from '../../domain/search/arrange.ts';
import { variants, knownLatin, simplify, type Variant } from '../../domain/search/query.ts';
import { hasAll, merge, part, score, type Answer, type Found } from '../../domain/search/rank.ts';
import { kinds, type Entry, type Kind, type Lexicon, type Sounds } from '../../domain/search/shelf.ts';
import { mend } from '../../domain/search/sounds.ts';
import { normalise, queryWords, type QueryWord } from '../../domain/search/tokens.ts';

/** What the build writes as shelf.json (src/build/search-index.ts). */
interface ShelfFile {
  readonly ids: readonly string[];
  readonly rows: readonly (readonly [
    kind: number,
    title: string,
    trail: number,
    place: number | string,
    anchor: string,
    parent: number,
  ])[];
  readonly paths: readonly string[];
  readonly trails: readonly string[];
  readonly texts: { readonly files: readonly string[]; readonly starts: readonly number[] };
  readonly sounds: string;
  readonly synonyms: readonly (readonly string[])[];
  readonly traditional: string;
  readonly latin: readonly string[];
}
interface SoundsFile {
  readonly terms: Sounds['terms'];
  readonly syllables: Readonly<Record<string, string>>;
}

/** The part of Pagefind that is used. */
export interface Engine {
  readonly createInstance: (options: {
    readonly basePath: string;
    readonly metaCacheTag: string;
    readonly ranking: {
      readonly termSimilarity: number;
      readonly metaWeights: Readonly<Record<string, number>>;
    };
  }) => Instance;
}
interface Instance {
  readonly init: () => Promise<void>;
  readonly search: (term: string) => Promise<{ readonly results: readonly Hit[] }>;
}
interface Hit {
  readonly id: string;
  readonly score: number;
  readonly data: () => Promise<{ readonly url: string }>;
}

/** The answer to a query. */
export interface Reply {
  readonly asked: string;
  /** What it was taken to mean, where nothing had it as written. */
  readonly mended: string | undefined;
  readonly found: readonly Found[];
  /** How many were found of each kind. */
  readonly counts: ReadonlyMap<Kind, number>;
  /** Entries that have only some of the query. */
  readonly near: readonly Found[];
  /** Every reading that was looked up. */
  readonly tried: readonly Variant[];
}

export interface Library {
  readonly entries: readonly Entry[];
  /** What can be said before the index is there: entries whose titles have the query, best first. */
  readonly glance: (asked: string) => readonly Found[];
  /** Loads what asking needs, without asking. */
  readonly warm: () => Promise<void>;
  readonly ask: (asked: string) => Promise<Reply>;
  /** The text of an entry. */
  readonly text: (entry: number) => Promise<string>;
}

const nothing: ReadonlyMap<number, number> = new Map();
const whole = 0.999;
const plenty = 40;
const kindAt = (number: number): Kind => kinds[number] ?? '页面';

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.json();
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
};

/**
 * Opens the library.
 * @param folder where the index lies, ending in a slash
 * @param engine brings Pagefind
 */
export async function openLibrary(folder: string, engine: () => Promise<Engine>): Promise<Library> {
  const file = (await fetchJson(`${folder}shelf.json`)) as ShelfFile;
  const entries = file.rows.map(([kind, title, trail, place, anchor, parent]): Entry => ({
    kind: kindAt(kind),
    title,
    trail: file.trails[trail] ?? '',
    place:
      typeof place === 'number'
        ? { kind: 'page', path: file.paths[place] ?? '', anchor }
        : { kind: 'practice', section: place },
    parent,
  }));
  const numbers = new Map(file.ids.map((id, number) => [id, number]));
  const chars = Array.from(file.traditional);
  const lexicon: Lexicon = {
    synonyms: file.synonyms,
    simplified: new Map(
      chars.flatMap((char, at) => (at % 2 === 0 ? [[char, chars[at + 1] ?? char] as const] : [])),
    ),
    latin: file.latin,
  };
  const instance = once(async () => {
    const { createInstance } = await engine();
    // Never two instances at once: their one module of WebAssembly is shared, and traps.
    const made = createInstance({
      basePath: folder,
      metaCacheTag: file.sounds,
      ranking: { termSimilarity: 0, metaWeights: { title: 5 } },
    });
    await made.init();
    return made;
  });
  const sounds = once(async (): Promise<Sounds> => {
    const { terms, syllables } = (await fetchJson(folder + file.sounds)) as SoundsFile;
    const readings = new Map<string, string[]>();
    for (const [syllable, sounding] of Object.entries(syllables))
      for (const char of sounding) readings.set(char, [...(readings.get(char) ?? []), syllable]);
    return { terms, readings };
  });
  const words = new Map<string, Promise<ReadonlyMap<number, number>>>();
  const look = (word: QueryWord): Promise<ReadonlyMap<number, number>> => {
    // An unknown Latin word would be answered with whatever begins like it.
    if (word.code.startsWith('w') && !knownLatin(word.text, lexicon)) return Promise.resolve(nothing);
    const known = words.get(word.code);
    if (known) return known;
    const asked = instance()
      .then((open) => open.search(word.code))
      .then(({ results }) => new Map(results.flatMap(({ id, score: value }) => pair(numbers.get(id), value))))
      .catch((error: unknown) => {
        words.delete(word.code);
        throw error;
      });
    words.set(word.code, asked);
    return asked;
  };
  const answer = async (variant: Variant): Promise<readonly Found[]> => {
    const answers = await Promise.all(
      queryWords(variant.text).map(async (word): Promise<Answer> => ({ word, scores: await look(word) })),
    );
    return answers.length === 0 ? [] : score(variant, answers, entries);
  };
  const best = (lists: readonly (readonly Found[])[]): number =>
    Math.max(0, ...lists.flat().map(({ coverage }) => coverage));

  async function ask(asked: string): Promise<Reply> {
    const tried = [...variants(asked, lexicon)];
    const asIs = tried.filter(({ instead }) => instead === undefined);
    const lists = await Promise.all(asIs.map(answer));
    // Other words for it are looked up where its own do not give plenty: each costs a part of the index.
    if (
      new Set(
        lists
          .flat()
          .filter(hasAll)
          .map(({ entry }) => entry),
      ).size < plenty
    )
      lists.push(...(await Promise.all(tried.filter((one) => !asIs.includes(one)).map(answer))));
    else tried.splice(0, tried.length, ...asIs);
    let mended: string | undefined;
    if (tried.length > 0 && best(lists) < whole) {
      const before = best(lists);
      for (const idea of mend(simplify(normalise(asked), lexicon), lexicon, await sounds())) {
        const readings = variants(idea, lexicon)
          .slice(0, 4)
          .map((one) => ({ ...one, weight: one.weight * 0.95 }));
        const more = await Promise.all(readings.map(answer));
        // A seam between two words is no slip: the mended query must be found whole, or far better.
        if (best(more) < whole && best(more) < before + 0.15) continue;
        lists.push(...more);
        tried.push(...readings);
        mended ??= idea;
      }
    }
    const all = merge(lists, entries);
    const { found, near } = part(all);
    return {
      asked,
      mended,
      tried,
      found,
      counts: counts(found, entries),
      near,
    };
  }

  function glance(asked: string): readonly Found[] {
    const lists = variants(asked, lexicon).map((variant) => {
      const wanted = queryWords(variant.text);
      const answers = wanted.map((word): Answer => ({
        word,
        scores: new Map(
          entries.flatMap(({ title }, entry) =>
            normalise(title).includes(word.text) ? [[entry, 10 / (8 + title.length)]] : [],
          ),
        ),
      }));
      return answers.length === 0 ? [] : score(variant, answers, entries);
    });
    return merge(lists, entries).filter(hasAll);
  }

  const batches = new Map<number, Promise<readonly string[]>>();
  async function text(entry: number): Promise<string> {
    const batch = file.texts.starts.findLastIndex((start) => start <= entry);
    const load =
      batches.get(batch) ??
      fetchJson(`${folder}${file.texts.files[batch] ?? ''}`).then((body) => body as readonly string[]);
    batches.set(batch, load);
    load.catch(() => batches.delete(batch));
    return (await load)[entry - (file.texts.starts[batch] ?? 0)] ?? '';
  }

  return { entries, glance, ask, text, warm: () => instance().then(() => undefined) };
}

const pair = (entry: number | undefined, value: number): readonly (readonly [number, number])[] =>
  entry === undefined ? [] : [[entry, value]];
