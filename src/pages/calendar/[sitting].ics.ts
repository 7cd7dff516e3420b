import type { APIRoute, GetStaticPaths } from 'astro';
import { todayInShanghai } from '../../clock.ts';
import { sitting, sittings } from '../../domain/calendar.ts';
import { calendarFile } from '../../feeds.ts';
import { routes } from '../../routes.ts';
import { published } from '../../schema/content.ts';

/** One file a sitting, for the three years the calendar page can reach. */
export const getStaticPaths: GetStaticPaths = () =>
  sittings(todayInShanghai(), 18).map(({ id }) => ({ params: { sitting: id } }));

export const GET: APIRoute = ({ params, site }) =>
  new Response(
    calendarFile(
      [sitting(params['sitting'] ?? '', published())],
      '碳资产管理师考期',
      new URL(routes.calendar, site),
    ),
    { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } },
  );
