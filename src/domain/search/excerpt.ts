/** The stretch of a text that shows why it was found, with the words found marked. */
import { normalise, queryWords } from './tokens.ts';

/** A piece of an excerpt; `hit` where it was asked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Normalised character by character, so that places in it are places in the text. */
const level = (text: string): readonly string[] =>
  Array.from(text).map((char) => {
    const folded = normalise(char);
    return Array.from(folded).length === 1 ? folded : char;
  });

/** Cuts a text into pieces by what the queries ask for. @param queries readings of the query */
export function mark(text: string, queries: readonly string[]): readonly Piece[] {
  const { chars, hits } = find(text, queries);
  return cut(chars, hits, 0, chars.length);
}

/**
 * The densest stretch of a text.
 * @param length how many characters at most
 */
export function excerpt(text: string, queries: readonly string[], length: number): readonly Piece[] {
  const { chars, hits } = find(text, queries);
  if (chars.length <= length) return cut(chars, hits, 0, chars.length);
  const lead = Math.floor(length / 6);
  let best = { from: 0, worth: -1 };
  const starts = hits.flatMap((hit, at) =>
    hit !== '' && hits[at - 1] !== hit ? [Math.max(0, at - lead)] : [],
  );
  for (const from of [0, ...starts]) {
    const inside = hits.slice(from, from + length).filter((hit) => hit !== '');
    const worth = new Set(inside).size * 10 + inside.length;
    if (worth > best.worth) best = { from, worth };
  }
  const from = Math.min(best.from, chars.length - length);
  const pieces = cut(chars, hits, from, from + length);
  const dots = { text: '…', hit: false };
  return [...(from > 0 ? [dots] : []), ...pieces, ...(from + length < chars.length ? [dots] : [])];
}

/** For each character of a text the word asked for that it belongs to; empty for none. */
function find(
  text: string,
  queries: readonly string[],
): { chars: readonly string[]; hits: readonly string[] } {
  const chars = Array.from(text);
  const flat = level(text);
  const hits = chars.map(() => '');
  for (const { text: word } of queries.flatMap((query) => queryWords(query))) {
    const wanted = Array.from(word);
    for (let at = 0; at + wanted.length <= flat.length; at++)
      if (wanted.every((char, index) => flat[at + index] === char))
        wanted.forEach((_, index) => (hits[at + index] ||= word));
  }
  return { chars, hits };
}

/** Neighbouring hits are one piece, whichever words they come from. */
function cut(chars: readonly string[], hits: readonly string[], from: number, to: number): readonly Piece[] {
  const pieces: { text: string; hit: boolean }[] = [];
  for (let at = from; at < to; at++) {
    const hit = hits[at] !== '';
    const last = pieces.at(-1);
    if (last?.hit === hit) last.text += chars[at] ?? '';
    else pieces.push({ text: chars[at] ?? '', hit });
  }
  return pieces;
}
