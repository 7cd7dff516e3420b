import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { cutJspdf } from './src/build/cut-jspdf.ts';

/** BASE_PATH=/carbon/ puts the whole site under a folder of its host; SITE_URL is the host it will stand on. */
const base = `/${(process.env.BASE_PATH ?? '/').replaceAll(/^\/+|\/+$/g, '')}/`.replace('//', '/');
const site = process.env.SITE_URL ?? 'https://carbon-asset-manager.example';
/** The oldest browsers everything works in; why these: decision 0009. */
const oldest = ['chrome107', 'safari15.4', 'firefox115'];

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
        // A worker begun from a blob is bound by the page's policy; pdf.js's is (src/pdf/scan.ts).
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  markdown: { syntaxHighlight: false },
  vite: {
    plugins: [cutJspdf()],
    // Packed by the development server beforehand, it would not be cut; what it asks for may be.
    optimizeDeps: {
      exclude: ['jspdf'],
      include: ['jspdf > fflate', 'jspdf > @babel/runtime/helpers/typeof'],
    },
    build: { cssTarget: oldest },
    environments: {
      client: {
        build: {
          target: oldest,
          rolldownOptions: {
            output: {
              // Reading pages that say dates ask for these two in one file, whoever else uses them.
              codeSplitting: { groups: [{ name: 'calendar', test: /src\/(domain\/calendar|clock)\.ts$/ }] },
            },
          },
        },
      },
    },
  },
});
