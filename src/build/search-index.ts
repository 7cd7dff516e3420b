/**
 * Writes the index of search: Pagefind over every entry, in words of paired characters (domain/search/tokens.ts),
 * and beside it what the page needs to read a query and to show what was found. Measured against Pagefind's own
 * reading of Chinese in tests/house/search.test.ts.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as pagefind from 'pagefind';
import { kinds } from '../domain/search/shelf.ts';
import { indexWords } from '../domain/search/tokens.ts';
import { entriesOf, type Written } from './search-entries.ts';
import { latinOf, soundsOf, thesaurus, traditional } from './search-words.ts';

/** Of Pagefind's files, those that the page asks for. */
const needed =
  /^(?:pagefind\.js|pagefind-worker\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|.*\.pf_meta|index\/.*)$/;
/** A word counts at most so often in one entry. */
const cap = 3;
/** Texts are fetched by the batch: so many characters of them, about 4 KB on the wire. */
const batch = 3_500;

/** Words as Pagefind is to hold them: sorted, which packs better; order says nothing here. */
function coded(text: string): string {
  const counts = new Map<string, number>();
  for (const word of indexWords(text)) counts.set(word, Math.min(cap, (counts.get(word) ?? 0) + 1));
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([word, count]) => Array<string>(count).fill(word))
    .join(' ');
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 10);

/**
 * Indexes every page that marks its body, and the bank; writes dist/pagefind/.
 * @param dist folder of the built site
 * @throws Error with Pagefind's own words where it cannot
 */
export async function writeSearchIndex(dist: string): Promise<void> {
  const out = path.join(dist, 'pagefind');
  rmSync(out, { recursive: true, force: true });
  const entries = entriesOf(dist);
  const ids = await writeWords(entries, out);
  const texts = entries.map(({ title, text }) => `${title} ${text}`);
  const synonyms = thesaurus();
  const sounds = JSON.stringify(soundsOf(entries, synonyms));
  const soundsFile = `sounds.${hash(sounds)}.json`;
  write(out, soundsFile, sounds);
  const { files, starts } = writeTexts(entries, out);
  const paths = [...new Set(entries.flatMap(({ place }) => (place.kind === 'page' ? [place.path] : [])))];
  const trails = [...new Set(entries.map(({ trail }) => trail))];
  const rows = entries.map(({ kind, title, trail, place, parent }) => [
    kinds.indexOf(kind),
    title,
    trails.indexOf(trail),
    place.kind === 'page' ? paths.indexOf(place.path) : place.section,
    place.kind === 'page' ? place.anchor : '',
    parent,
  ]);
  const shelf = JSON.stringify({
    ids,
    rows,
    paths,
    trails,
    texts: { files, starts },
    sounds: soundsFile,
    synonyms,
    traditional: traditional(texts),
    latin: latinOf(texts),
  });
  write(out, 'shelf.json', shelf);
  console.log(`Search index over ${entries.length} entries of ${paths.length} pages and the bank`);
}

/** The index proper. @returns for each entry the name under which Pagefind gives it back */
async function writeWords(entries: readonly Written[], out: string): Promise<readonly string[]> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'zh-cn' });
  if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
  const faults: string[] = [];
  for (const [number, { title, trail, text }] of entries.entries()) {
    const added = await index.addCustomRecord({
      url: `/${number}`,
      content: coded(`${text} ${trail}`) || 'w',
      language: 'zh-cn',
      meta: { title: coded(title) || 'w' },
    });
    faults.push(...added.errors);
  }
  const { files, errors: unwritten } = await index.getFiles();
  await pagefind.close();
  faults.push(...unwritten);
  if (faults.length > 0) throw new Error(`Pagefind: ${faults.join('; ')}`);
  const ids = entries.map(() => '');
  for (const { path: file, content } of files) {
    if (needed.test(file)) write(out, file, content);
    const fragment = /^fragment\/(.+)\.pf_fragment$/.exec(file)?.[1];
    if (fragment === undefined) continue;
    const written = gunzipSync(content)
      .toString('utf8')
      .replace(/^pagefind_dcd/, '');
    const url: unknown = Reflect.get(Object(JSON.parse(written)), 'url');
    ids[Number(String(url).slice(1))] = fragment;
  }
  const lost = ids.indexOf('');
  if (lost >= 0) throw new Error(`Pagefind did not give back ${entries[lost]?.title ?? ''} (entry ${lost})`);
  return ids;
}

/** Texts in batches. @returns the batches' names and the number of the first entry of each */
function writeTexts(
  entries: readonly Written[],
  out: string,
): { files: readonly string[]; starts: readonly number[] } {
  const files: string[] = [];
  const starts: number[] = [];
  let open: string[] = [];
  let size = 0;
  const close = (next: number): void => {
    const body = JSON.stringify(open);
    const file = `text/${hash(body)}.json`;
    write(out, file, body);
    files.push(file);
    starts.push(next - open.length);
    open = [];
    size = 0;
  };
  for (const [number, { text }] of entries.entries()) {
    if (size > 0 && size + text.length > batch) close(number);
    open.push(text);
    size += text.length;
  }
  if (open.length > 0) close(entries.length);
  return { files, starts };
}

function write(folder: string, file: string, content: string | Uint8Array): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
}
