/** Serves the built site as a good host would: brotli, the headers of headers.ts, 404.html, long caching of hashed files. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { headers } from './headers.ts';
import { base as ownBase, dist as ownDist } from './site.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.bin': 'application/octet-stream',
};
const packed = new Set([
  '.html',
  '.js',
  '.mjs',
  '.css',
  '.json',
  '.xml',
  '.txt',
  '.ics',
  '.svg',
  '.webmanifest',
]);

/**
 * Starts the server.
 * @param dist folder of the built site
 * @param base path it stands under, with slashes at both ends
 * @param port 0 for any free one
 */
export async function serve(
  dist: string,
  base: string,
  port: number,
): Promise<{ server: Server; origin: string }> {
  const small = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const plain = decodeURIComponent(pathname);
    const inside = plain.startsWith(base) ? plain.slice(base.length) : undefined;
    if (plain === '/' && base !== '/') return response.writeHead(302, { Location: base }).end();
    const wanted =
      inside === undefined
        ? undefined
        : path.join(dist, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside);
    const isFile = (file: string) => file.startsWith(dist) && existsSync(file) && statSync(file).isFile();
    if (wanted !== undefined && !isFile(wanted) && isFile(path.join(wanted, 'index.html')))
      return response.writeHead(301, { Location: `${pathname}/` }).end();
    const found = wanted !== undefined && isFile(wanted);
    const file = found ? wanted : path.join(dist, '404.html');
    const ending = path.extname(file);
    if (!existsSync(file)) return response.writeHead(404).end();
    response.statusCode = found ? 200 : 404;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('Content-Type', types[ending] ?? 'application/octet-stream');
    response.setHeader(
      'Cache-Control',
      /\/_astro\/|\/fonts\/packs\/[0-9a-f]{8,}\/|\.[0-9a-f]{8,}\./.test(file)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    );
    response.setHeader('Vary', 'Accept-Encoding');
    if (request.method === 'HEAD') return response.end();
    if (!packed.has(ending) || !(request.headers['accept-encoding'] ?? '').includes('br')) {
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
      return undefined;
    }
    const key = `${file} ${String(statSync(file).mtimeMs)}`;
    const body =
      small.get(key) ??
      brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    small.set(key, body);
    response.setHeader('Content-Encoding', 'br');
    return response.end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return { server, origin: `http://localhost:${String(given)}` };
}

if (import.meta.main) {
  const wanted = Number(process.env['PORT'] ?? 4321);
  const { origin } = await serve(ownDist, ownBase, wanted).catch(() => serve(ownDist, ownBase, 0));
  console.log(`\n  碳资产管理师报考与自测\n  ${origin}${ownBase}\n\n  Ctrl+C stops it.`);
}
