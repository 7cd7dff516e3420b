/** The bank as one file, bank/<hash>.json: its name changes with its content, so it may be cached for ever. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { bankFile } from '../../bank-file.ts';

export const getStaticPaths: GetStaticPaths = () => [{ params: { hash: bankFile().hash } }];

export const GET: APIRoute = () =>
  new Response(bankFile().body, { headers: { 'content-type': 'application/json; charset=utf-8' } });
