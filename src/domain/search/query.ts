/** What a query may mean: itself, itself without the words of asking, and the field's other words for it. */
import type { Lexicon } from './shelf.ts';
import { latinParts, normalise, runsOf } from './tokens.ts';

/** One reading of a query. */
export interface Variant {
  readonly text: string;
  /** How much a match of it counts: 1 for the query itself. */
  readonly weight: number;
  /** The word of the field that was put in, where one was. */
  readonly instead: string | undefined;
}

/** Words that ask and do not name; longest first, since the first that fits is taken. */
const asking =
  /请问一下|能不能|可不可以|是不是|有没有|为什么|怎么样|怎么办|是多少|是什么|什么时候|什么时间|什么意思|哪一年|有哪些|有什么|要什么|请问|怎么|怎样|如何|什么|哪些|哪个|哪种|哪里|哪儿|哪年|多少分|多少钱|多少|多久|几个|几种|几月|几号|要交|要带|要准备|要看|能报名|能报考|能报|能考|能用|能不能|算不算|要不要|是否|可以|需要|应该|应当|属于|关于|对于|区别|我想|我要|我是|一下|才能|吗|呢|吧|啊|的|了|我/g;

/** A query has words of asking worth dropping from this many characters on. */
const long = 4;
const most = 6;
/** English words stand beside a query, not inside it. */
const english = /[a-z]{2}/;

/** Puts the site's simplified characters in the place of traditional ones. */
export const simplify = (text: string, lexicon: Lexicon): string =>
  Array.from(text)
    .map((char) => lexicon.simplified.get(char) ?? char)
    .join('');

/** True where a word of Latin letters or digits, or one beginning so, occurs in the texts. */
export const knownLatin = (word: string, lexicon: Lexicon): boolean =>
  lexicon.latin.some((one) => one.startsWith(word));

/** A word the texts do not have, taken apart where they have its parts: gbt32150 stays, iso14064 → iso 14064. */
function splitLatin(text: string, lexicon: Lexicon): string {
  return runsOf(text)
    .map((run) => {
      if (run.kind === 'han' || knownLatin(run.text, lexicon)) return run.text;
      const parts = latinParts(run.text);
      return parts.length > 0 && parts.every((part) => knownLatin(part, lexicon))
        ? parts.join(' ')
        : run.text;
    })
    .join(' ');
}

const bare = (text: string): string => normalise(text).replaceAll(/[^\p{Script=Han}〇a-z0-9.]/gu, '');
const isLatin = (text: string): boolean => /^[a-z0-9.]+$/.test(text);

/** Where a term stands in a text as a word; Latin terms only as whole words. -1 for nowhere. */
function wordAt(text: string, term: string): number {
  const at = text.indexOf(term);
  if (at < 0 || !isLatin(term)) return at;
  const around = [text[at - 1], text[at + term.length]];
  return around.some((char) => char !== undefined && isLatin(char)) ? -1 : at;
}

/**
 * The readings of a query, the query itself first, at most six.
 * @param asked what the visitor wrote
 */
export function variants(asked: string, lexicon: Lexicon): readonly Variant[] {
  const plain = splitLatin(simplify(normalise(asked), lexicon), lexicon).trim();
  if (plain === '') return [];
  const found: Variant[] = [{ text: plain, weight: 1, instead: undefined }];
  const offer = (text: string, weight: number, instead: string | undefined): void => {
    if (text.trim() !== '' && found.length < most && !found.some((one) => one.text === text))
      found.push({ text, weight, instead });
  };
  const core = plain.replaceAll(asking, ' ').replaceAll(/\s+/g, ' ').trim();
  const question = Array.from(plain).length >= long && core !== plain && Array.from(core).length >= 2;
  if (question) offer(core, 0.98, undefined);
  const whole = bare(plain);
  const base = question ? core : plain;
  const groups = lexicon.synonyms.map((group) => group.map((term) => ({ term, key: bare(term) })));
  for (const group of groups)
    if (group.some(({ key }) => key === whole))
      for (const { term, key } of group) if (key !== whole) offer(splitLatin(term, lexicon), 0.9, term);
  const parts = groups
    .flatMap((group) => group.map((one) => ({ ...one, group })))
    .filter(({ key }) => key.length > 1 && key !== whole && wordAt(base, key) >= 0)
    .sort((a, b) => b.key.length - a.key.length);
  const used = new Set<string>();
  for (const { key, group } of parts) {
    if ([...used].some((longer) => longer.includes(key))) continue;
    used.add(key);
    for (const { term, key: other } of group.slice(0, 3))
      if (other !== key && !base.includes(other) && !english.test(term))
        offer(base.replace(key, splitLatin(term, lexicon)), 0.85, term);
  }
  return found;
}
