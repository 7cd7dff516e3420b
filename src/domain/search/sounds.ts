/** Mends a query that matched nothing whole: pinyin, initials, a wrong character of the same sound, one slip. */
import type { Lexicon, Sounds } from './shelf.ts';
import { knownLatin } from './query.ts';
import { normalise, runsOf } from './tokens.ts';

/** What southern ears and quick thumbs mix up: zh z, ng n, n l. */
const blur = (syllables: string): string =>
  syllables
    .replaceAll(/([zcs])h/g, '$1')
    .replaceAll(/ng/g, 'n')
    .replaceAll(/\bn/g, 'l')
    .replaceAll('v', 'u');
const joined = (syllables: string): string => syllables.replaceAll(' ', '');
const initials = (syllables: string): string =>
  syllables
    .split(' ')
    .map((one) => one[0] ?? '')
    .join('');

/** The terms a word of Latin letters may spell in pinyin, best first, at most three. */
function termsSpelt(word: string, { terms }: Sounds): readonly string[] {
  const spelt = word.replaceAll('ü', 'v');
  const tests: readonly ((syllables: string) => boolean)[] = [
    (syllables) => joined(syllables) === spelt,
    (syllables) => initials(syllables) === spelt && spelt.length > 1,
    (syllables) => joined(blur(syllables)) === joined(blur(spelt)),
    (syllables) => spelt.length > 3 && joined(syllables).startsWith(spelt),
  ];
  for (const test of tests) {
    const found = terms.filter(([, syllables]) => test(syllables)).map(([term]) => term);
    if (found.length > 0) return found.sort((a, b) => a.length - b.length).slice(0, 3);
  }
  return [];
}

/** The query with one stretch replaced by the longest term of the same sound, if there is one. */
function sameSound(run: string, sounds: Sounds): string | undefined {
  const chars = Array.from(run);
  const readings = chars.map((char) => sounds.readings.get(char) ?? []);
  const known = new Set(sounds.terms.map(([term]) => term));
  for (const clear of [true, false]) {
    const heard = (syllable: string) => (clear ? syllable : blur(syllable));
    for (const [term, syllables] of [...sounds.terms].sort((a, b) => b[0].length - a[0].length)) {
      const wanted = syllables.split(' ');
      if (wanted.length !== Array.from(term).length || wanted.length < 2) continue;
      for (let from = 0; from + wanted.length <= chars.length; from++) {
        const here = chars.slice(from, from + wanted.length).join('');
        if (here === term || known.has(here)) continue;
        const fits = wanted.every((syllable, index) => {
          const same = Array.from(term)[index] === chars[from + index];
          return same || (readings[from + index] ?? []).some((one) => heard(one) === heard(syllable));
        });
        if (fits) return chars.slice(0, from).join('') + term + chars.slice(from + wanted.length).join('');
      }
    }
  }
  return undefined;
}

/** The query with one stretch replaced by a term of four characters or more that differs from it in one. */
function oneSlip(run: string, { terms }: Sounds): string | undefined {
  const known = new Set(terms.map(([term]) => term));
  const chars = Array.from(run);
  for (const [term] of [...terms].sort((a, b) => b[0].length - a[0].length)) {
    const wanted = Array.from(term);
    if (wanted.length < 4) break;
    for (let from = 0; from + wanted.length <= chars.length; from++) {
      if (known.has(chars.slice(from, from + wanted.length).join(''))) continue;
      const wrong = wanted.filter((char, index) => char !== chars[from + index]).length;
      if (wrong === 1)
        return chars.slice(0, from).join('') + term + chars.slice(from + wanted.length).join('');
    }
  }
  return undefined;
}

/**
 * What the visitor may have meant by a query that nothing matches whole, best first; empty where no idea comes.
 * @param asked the query, simplified already
 */
export function mend(asked: string, lexicon: Lexicon, sounds: Sounds): readonly string[] {
  const runs = runsOf(asked);
  const latin = runs.filter(({ kind }) => kind === 'latin').map(({ text }) => text);
  if (latin.length === runs.length && latin.length > 0) {
    const whole = termsSpelt(normalise(asked).replaceAll(/[^a-zü]/g, ''), sounds);
    if (whole.length > 0) return whole;
  }
  const choices = runs.map(({ kind, text }): readonly string[] => {
    if (kind === 'latin') return knownLatin(text, lexicon) ? [text] : [termsSpelt(text, sounds)[0] ?? text];
    return [sameSound(text, sounds), oneSlip(text, sounds)].filter((one) => one !== undefined);
  });
  const given = runs.map(({ text }) => text).join(' ');
  const options = [0, 1].map((nth) =>
    runs.map(({ text }, index) => choices[index]?.[nth] ?? choices[index]?.[0] ?? text).join(' '),
  );
  return [...new Set(options)].filter((text) => text !== given);
}
