/** Builds the site: Astro's pages, each with its own policy, the search index over them, and the header file for hosts that take one. */
import { spawnSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bankFaults, shelf } from '../schema/bank-rules.ts';
import { headers } from './headers.ts';
import { cutPolicies } from './policy.ts';
import { dist } from './site.ts';

const run = (bin: string, ...args: string[]): void => {
  const { status } = spawnSync(process.execPath, [path.join('node_modules', bin), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
};

const faults = bankFaults(shelf());
if (faults.length > 0) {
  console.error(`The bank breaks its rules:\n${faults.join('\n')}`);
  process.exit(1);
}
run('astro/bin/astro.mjs', 'build', '--silent');
cutPolicies(dist);
const { writeSearchIndex } = await import('./search-index.ts');
await writeSearchIndex(dist);
// What pdf.js asks for while it reads an applicant's PDF: maps of Chinese encodings, fonts, decoders of scans.
for (const part of [
  'cmaps',
  'standard_fonts',
  'wasm/jbig2_nowasm_fallback.js',
  'wasm/openjpeg_nowasm_fallback.js',
  'LICENSE',
])
  cpSync(path.join('node_modules/pdfjs-dist', part), path.join(dist, 'pdfjs', part), { recursive: true });
writeFileSync(
  path.join(dist, '_headers'),
  `/*\n${Object.entries(headers)
    .map(([name, value]) => `  ${name}: ${value}`)
    .join(
      '\n',
    )}\n\n/_astro/*\n  Cache-Control: public, max-age=31536000, immutable\n\n/fonts/packs/*\n  Cache-Control: public, max-age=31536000, immutable\n`,
);
console.log(`Built into ${dist}`);
