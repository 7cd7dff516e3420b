import type { APIRoute } from 'astro';
import { todayInShanghai } from '../clock.ts';
import { sittings } from '../domain/calendar.ts';
import { calendarFile } from '../feeds.ts';
import { routes } from '../routes.ts';
import { published } from '../schema/content.ts';

/** Three years of sittings, to subscribe to. */
export const GET: APIRoute = ({ site }) =>
  new Response(
    calendarFile(
      sittings(todayInShanghai(), 18, published()),
      '碳资产管理师考期',
      new URL(routes.calendar, site),
    ),
    { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } },
  );
