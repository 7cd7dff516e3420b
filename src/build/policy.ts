/**
 * The policy in a page, cut down to that page. Astro lists the hash of every inline script and style of the whole
 * site in each page's policy: hashes do not compress, so a reader would load a kilobyte of them with every page, and
 * each page would allow what only others use.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What stands between the tags of each script and style of a page. */
const inline = /<(script|style)\b[^>]*>([\s\S]*?)<\/\1>/g;
const policy = /(<meta http-equiv="content-security-policy" content=")([^"]*)(")/i;

/** The hashes a policy needs for a page's own scripts and styles, as a policy spells them. */
export const ownHashes = (html: string): ReadonlySet<string> =>
  new Set(
    [...html.matchAll(inline)].map(
      ([, , text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    ),
  );

/**
 * A page whose policy allows its own inline scripts and styles and no others.
 * @param html a built page
 * @throws Error where the page has no policy
 */
export function ownPolicy(html: string): string {
  if (!policy.test(html)) throw new Error('a page without a policy');
  const own = ownHashes(html);
  return html.replace(
    policy,
    (_, before: string, rules: string, after: string) =>
      before +
      rules.replaceAll(/ ('sha256-[^']*')/g, (all, hash: string) => (own.has(hash) ? all : '')) +
      after,
  );
}

/** Cuts the policy of every page of a built site. @param dist its folder */
export function cutPolicies(dist: string): void {
  for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.html')) continue;
    const page = path.join(dist, file);
    writeFileSync(page, ownPolicy(readFileSync(page, 'utf8')));
  }
}
