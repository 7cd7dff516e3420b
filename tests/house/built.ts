/** The built site, read as a visitor's browser would: shared by the promises that are kept on it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';

export const dist = path.resolve('dist');
if (!existsSync(path.join(dist, 'index.html'))) throw new Error('Build first: npm run build');

/** Every page of the site by its path from the root: '' is home, 'notice/' the notice, '404.html'. */
export const pages: ReadonlyMap<string, string> = new Map(
  readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.html') && !file.startsWith('pagefind'))
    .sort()
    .map((file) => [file.replace(/(^|\/)index\.html$/, '$1'), readFileSync(path.join(dist, file), 'utf8')]),
);

/** The parsed page at a path. @throws Error where the site has none */
export function open(url: string): Document {
  const html = pages.get(url);
  if (html === undefined) throw new Error(`no page ${url} in dist`);
  return parseHTML(html).document;
}
