/** The form's typeface: glyphs fetched pack by pack as characters are needed (written by src/build/packs.ts). */
import { inflate } from './inflate.ts';
import { packSet } from './pack-set.ts';

export interface Glyph {
  /** In units of the font, 1,000 to the em. */
  readonly advance: number;
  /** A simple glyph of the TrueType table glyf; empty where there is no ink. */
  readonly record: Uint8Array;
}

export interface Metrics {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly copyright: string;
}

export interface Font {
  /** Fetches what a text needs and is not there yet. Rejects where a pack cannot be had; may be tried again. */
  readonly load: (text: string) => Promise<void>;
  /** The glyph of a loaded character; undefined where it is not loaded or the font has none. */
  readonly glyph: (character: string) => Glyph | undefined;
  /** The characters of a loaded text that the font has no glyph for, once each. */
  readonly lacking: (text: string) => readonly string[];
  /** Whether load has been through with every character of a text: nothing more would be fetched for it. */
  readonly has: (text: string) => boolean;
  /** Width of a loaded text in ems; a character without a glyph counts as one em, a Chinese character's width. */
  readonly measure: (text: string) => number;
  /** Known once something is loaded. */
  readonly metrics: () => Metrics;
}

interface Index extends Metrics {
  readonly hot: readonly string[];
  readonly cold: string;
}

/** Where a character lies: hot packs list their characters, cold ones begin with a code point. */
interface Places {
  readonly metrics: Metrics;
  readonly hot: ReadonlyMap<string, number>;
  readonly hotCount: number;
  readonly cold: readonly number[];
}

function isIndex(value: unknown): value is Index {
  return (
    typeof value === 'object' &&
    value !== null &&
    'hot' in value &&
    Array.isArray(value.hot) &&
    'cold' in value &&
    typeof value.cold === 'string' &&
    'unitsPerEm' in value
  );
}

function places(index: Index): Places {
  const hot = new Map<string, number>();
  index.hot.forEach((characters, pack) => {
    for (const character of characters) hot.set(character, pack);
  });
  let last = 0;
  const cold = index.cold.split(' ').map((step) => (last += parseInt(step, 36)));
  return { metrics: index, hot, hotCount: index.hot.length, cold };
}

/** Number of the pack that holds a character if any does. */
function packOf({ hot, hotCount, cold }: Places, character: string): number {
  const known = hot.get(character);
  if (known !== undefined) return known;
  const codePoint = character.codePointAt(0) ?? 0;
  let [low, high] = [0, cold.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((cold[middle] ?? Infinity) <= codePoint) low = middle;
    else high = middle - 1;
  }
  return hotCount + low;
}

/** Reads an unpacked pack: number of glyphs; code point step, advance, length of each; then the records. */
function readPack(bytes: Uint8Array): Map<string, Glyph> {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) throw new RangeError('a glyph pack ends too early');
      at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const heads: { character: string; advance: number; length: number }[] = [];
  let codePoint = 0;
  for (let left = number(); left > 0; left -= 1) {
    codePoint += number();
    heads.push({ character: String.fromCodePoint(codePoint), advance: number(), length: number() });
  }
  const glyphs = new Map<string, Glyph>();
  for (const { character, advance, length } of heads) {
    glyphs.set(character, { advance, record: bytes.subarray(at, at + length) });
    at += length;
  }
  return glyphs;
}

/**
 * Opens the typeface.
 * @param read fetches a file of the pack set by its name: index.json or 12.bin
 */
export function openFont(read: (name: string) => Promise<Uint8Array>): Font {
  const glyphs = new Map<string, Glyph>();
  const absent = new Set<string>();
  let known: Places | undefined;
  const under = new Map<string, Promise<void>>();

  /** Each file once; one that failed may be asked for again. */
  const once = (name: string, use: (bytes: Uint8Array) => void): Promise<void> => {
    const before = under.get(name);
    if (before) return before;
    const now = read(name)
      .then(use)
      .catch((cause: unknown) => {
        under.delete(name);
        throw cause;
      });
    under.set(name, now);
    return now;
  };

  return {
    async load(text) {
      await once('index.json', (bytes) => {
        const index: unknown = JSON.parse(new TextDecoder().decode(bytes));
        if (!isIndex(index)) throw new TypeError('index.json of the glyph packs is not one');
        known = places(index);
      });
      const index = known;
      if (!index) return;
      const wanted = new Map<number, string[]>([
        [0, []],
        [1, []],
      ]);
      for (const character of new Set(text)) {
        if (glyphs.has(character) || absent.has(character)) continue;
        const pack = packOf(index, character);
        wanted.set(pack, [...(wanted.get(pack) ?? []), character]);
      }
      await Promise.all(
        [...wanted].map(async ([pack, characters]) => {
          await once(`${pack}.bin`, (bytes) => {
            for (const [character, glyph] of readPack(inflate(bytes))) glyphs.set(character, glyph);
          });
          for (const character of characters) if (!glyphs.has(character)) absent.add(character);
        }),
      );
    },
    glyph: (character) => glyphs.get(character),
    lacking: (text) => [...new Set(text)].filter((character) => !glyphs.has(character)),
    has(text) {
      for (const character of text) if (!glyphs.has(character) && !absent.has(character)) return false;
      return true;
    },
    measure(text) {
      let units = 0;
      for (const character of text) units += glyphs.get(character)?.advance ?? 1000;
      return units / (known?.metrics.unitsPerEm ?? 1000);
    },
    metrics() {
      if (!known) throw new Error('no glyph pack is loaded yet');
      return known.metrics;
    },
  };
}

/**
 * Opens the typeface over the network.
 * @param folder address of public/fonts/packs, ending in a slash
 */
export function fetchFont(folder: string): Font {
  return openFont(async (name) => {
    const response = await fetch(`${folder}${packSet}/${name}`);
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  });
}
