/**
 * How Chinese text becomes words that an index of Latin words can hold: overlapping pairs of characters, each
 * character written as four letters. Both the build and the query pass through here, so they cannot disagree,
 * and no browser's own word list takes part.
 */

/** Lower case, full width folded, subscripts as digits: what two spellings of one thing have in common. */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A stretch of text of one kind, as normalised. */
export interface Run {
  readonly kind: 'han' | 'latin';
  readonly text: string;
}

const run = /[\p{Script=Han}〇]+|[a-z0-9]+(?:\.[0-9]+)*/gu;
const han = /^[\p{Script=Han}〇]/u;

/** The runs of Chinese characters and of Latin letters and digits in a text; everything else parts them. */
export const runsOf = (text: string): readonly Run[] =>
  [...normalise(text).matchAll(run)].map(([found]) => ({
    kind: han.test(found) ? 'han' : 'latin',
    text: found,
  }));

/** Four letters for a character: its code point in base 26. 'zzzz' is beyond the last code point of any plane used. */
function letters(char: string): string {
  let rest = char.codePointAt(0) ?? 0;
  let word = '';
  for (let place = 0; place < 4; place++) {
    word = String.fromCharCode(97 + (rest % 26)) + word;
    rest = Math.floor(rest / 26);
  }
  return word;
}

/** Stands after the last character of a run, so that no word of the index is the beginning of another. */
const end = 'zzzz';
const latinWord = (text: string): string => `w${text.replaceAll('.', 'p')}`;

/** The parts of a word of letters and digits: iso14064 → iso, 14064. A word of one kind has none. */
export const latinParts = (text: string): readonly string[] => {
  const parts = text.match(/[a-z]+|[0-9]+(?:\.[0-9]+)*/g) ?? [];
  return parts.length > 1 ? parts : [];
};

/** The words under which a text is found, in order, repeats included. */
export function indexWords(text: string): readonly string[] {
  return runsOf(text).flatMap(({ kind, text: found }) => {
    if (kind === 'latin') return [found, ...latinParts(found)].map(latinWord);
    const chars = Array.from(found);
    return chars.map(
      (char, index) => `q${letters(char)}${index + 1 < chars.length ? letters(chars[index + 1] ?? '') : end}`,
    );
  });
}

/** A word to look up: what it stands for, and its form in the index (which finds every word beginning so). */
export interface QueryWord {
  readonly text: string;
  readonly code: string;
}

/** The words a query asks for, each once. A single character finds every pair that begins with it. */
export function queryWords(text: string): readonly QueryWord[] {
  const words = runsOf(text).flatMap(({ kind, text: found }): QueryWord[] => {
    if (kind === 'latin') return [{ text: found, code: latinWord(found) }];
    const chars = Array.from(found);
    if (chars.length === 1) return [{ text: found, code: `q${letters(found)}` }];
    return chars.slice(0, -1).map((char, index) => {
      const next = chars[index + 1] ?? '';
      return { text: char + next, code: `q${letters(char)}${letters(next)}` };
    });
  });
  return [...new Map(words.map((word) => [word.code, word])).values()];
}
