import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { fileURLToPath } from 'node:url';

/** BASE_PATH=/carbon/ puts the whole site under a folder of its host; SITE_URL is the host it will stand on. */
const base = `/${(process.env.BASE_PATH ?? '/').replaceAll(/^\/+|\/+$/g, '')}/`.replace('//', '/');
const site = process.env.SITE_URL ?? 'https://carbon-asset-manager.example';
/** The oldest browsers everything works in; why these: decision 0009. */
const oldest = ['chrome107', 'safari15.4', 'firefox115'];
const nothing = fileURLToPath(new URL('src/pdf/nothing.ts', import.meta.url));

export default defineConfig({
  site,
  base,
  outDir: process.env.OUT_DIR ?? './dist',
  cacheDir: process.env.ASTRO_CACHE ?? './node_modules/.astro',
  trailingSlash: 'always',
  integrations: [mdx(), preact(), sitemap()],
  // Reading pages must paint from one request: all CSS stands in the page.
  build: { inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  security: {
    csp: {
      algorithm: 'SHA-256',
      directives: [
        "default-src 'none'",
        "connect-src 'self'",
        "img-src 'self' blob: data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  markdown: { syntaxHighlight: false },
  vite: {
    // jsPDF reaches for these three only in html() and svg pictures, which we do not use.
    resolve: { alias: { html2canvas: nothing, dompurify: nothing, canvg: nothing } },
    build: { cssTarget: oldest },
    environments: {
      client: {
        build: {
          target: oldest,
          rolldownOptions: {
            output: {
              // Reading pages that say dates ask for these two in one file, whoever else uses them.
              advancedChunks: { groups: [{ name: 'calendar', test: /src\/(domain\/calendar|clock)\.ts$/ }] },
            },
          },
        },
      },
    },
  },
});
