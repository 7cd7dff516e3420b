/** Writes the search index over the built pages. */
import path from 'node:path';
import * as pagefind from 'pagefind';

/**
 * Indexes every page that marks its body, and writes the index beside them.
 * @param dist folder of the built site
 * @throws Error with Pagefind's own words where it cannot
 */
export async function writeSearchIndex(dist: string): Promise<void> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'zh-cn' });
  if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
  const added = await index.addDirectory({ path: dist });
  const written = await index.writeFiles({ outputPath: path.join(dist, 'pagefind') });
  const faults = [...added.errors, ...written.errors];
  if (faults.length > 0) throw new Error(`Pagefind: ${faults.join('; ')}`);
  await pagefind.close();
  console.log(`Search index over ${String(added.page_count)} pages`);
}
