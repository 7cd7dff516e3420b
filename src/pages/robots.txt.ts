import type { APIRoute } from 'astro';
import { asset } from '../routes.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\nSitemap: ${new URL(asset('sitemap-index.xml'), site).href}\n`);
