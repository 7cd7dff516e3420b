/** The field's words as the browser needs them: synonyms, traditional characters, Latin words, and how terms sound. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import { parse } from 'yaml';
import { z } from 'zod';
import { normalise, runsOf } from '../domain/search/tokens.ts';
import type { Written } from './search-entries.ts';

const groups = z.array(z.array(z.union([z.string().trim().min(1), z.int().transform(String)])).min(2));

/** content/thesaurus.yaml. @throws Error that names what is wrong with it */
export function thesaurus(): readonly (readonly string[])[] {
  const parsed = groups.safeParse(parse(readFileSync(path.resolve('content/thesaurus.yaml'), 'utf8')));
  if (!parsed.success) throw new Error(`content/thesaurus.yaml: ${z.prettifyError(parsed.error)}`);
  for (const [index, group] of parsed.data.entries()) {
    const seen = new Set(group.map(normalise));
    if (seen.size !== group.length)
      throw new Error(`content/thesaurus.yaml line of ${group[0] ?? `#${index}`}: a word stands twice`);
  }
  return parsed.data;
}

const hanIn = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => Array.from(text).filter((char) => /\p{Script=Han}/u.test(char))));

/** Traditional characters that the texts do not have, each with the simplified one that they do have: 碳權 → 碳权. */
export function traditional(texts: readonly string[]): string {
  const known = hanIn(texts);
  const convert = Converter({ from: 't', to: 'cn' });
  const pairs: string[] = [];
  for (let code = 0x4e00; code <= 0x9fff; code++) {
    const char = String.fromCodePoint(code);
    const plain = convert(char);
    if (plain !== char && !known.has(char) && known.has(plain)) pairs.push(char + plain);
  }
  return pairs.join('');
}

/** Every Latin word and number of the texts. */
export const latinOf = (texts: readonly string[]): readonly string[] =>
  [
    ...new Set(
      texts.flatMap((text) => runsOf(text).filter(({ kind }) => kind === 'latin')).map(({ text }) => text),
    ),
  ].sort();

/** Characters of GB 2312's first level: those that anyone types. */
function common(): readonly string[] {
  const decoder = new TextDecoder('gb18030');
  const chars: string[] = [];
  for (let row = 0xb0; row <= 0xd7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const char = decoder.decode(Uint8Array.of(row, cell));
      if (/^\p{Script=Han}$/u.test(char)) chars.push(char);
    }
  return chars;
}

const sound = (text: string): string => pinyin(text, { toneType: 'none', type: 'array', v: true }).join(' ');
const plainHan = /^[\p{Script=Han}]{2,12}$/u;

/**
 * Terms with their syllables, and for every syllable the characters that may sound so.
 * @param entries what can be found: titles give terms, as do the thesaurus and short options of the bank
 */
export function soundsOf(
  entries: readonly Written[],
  synonyms: readonly (readonly string[])[],
): { terms: readonly (readonly [string, string])[]; syllables: Readonly<Record<string, string>> } {
  const pieces = (text: string): readonly string[] => text.split(/[^\p{Script=Han}]+/u);
  const candidates = [
    ...synonyms.flat(),
    ...entries.filter(({ kind }) => kind !== '练习题').flatMap(({ title }) => pieces(title)),
    ...entries.filter(({ kind }) => kind === '练习题').flatMap(({ text }) => text.split('　').slice(1)),
  ];
  // A term nobody can find would mend nothing.
  const all = entries.map(({ title, text }) => `${title} ${text}`).join('\n');
  const terms = [...new Set(candidates)].filter((term) => plainHan.test(term) && all.includes(term));
  const syllables: Record<string, string> = {};
  for (const char of new Set([...common(), ...hanIn([all])]))
    for (const one of new Set(pinyin(char, { toneType: 'none', type: 'array', multiple: true, v: true })))
      syllables[one] = (syllables[one] ?? '') + char;
  return { terms: terms.map((term) => [term, sound(term)]), syllables };
}
