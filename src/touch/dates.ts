/** Computes the next sittings again in the visitor's browser, so that an old build is never wrong. */
import { todayInShanghai } from '../clock.ts';
import { sittings, type Batch } from '../domain/calendar.ts';
import { sayNext } from './next-sitting.ts';
import { sayRow } from './sittings.ts';

/** What the organiser has announced, as our own build wrote it into the same page. */
const batchesAt = (place: HTMLElement): readonly Batch[] =>
  JSON.parse(place.dataset['batches'] ?? '[]') as readonly Batch[];

/** Writes what is said into the spots a place marks for it; a spot with nothing to say is hidden. */
function put(place: Element, prefix: string, said: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(said)) {
    const spot = place.querySelector<HTMLElement>(`[data-${prefix}${name}]`);
    if (!spot) continue;
    spot.textContent = text;
    spot.hidden = text === '';
  }
}

const today = todayInShanghai();
for (const place of document.querySelectorAll<HTMLElement>('[data-next]'))
  put(place, 'next-', { ...sayNext(today, batchesAt(place)) });

for (const list of document.querySelectorAll<HTMLElement>('[data-sittings]')) {
  const now = sittings(today, list.children.length, batchesAt(list));
  [...list.children].forEach((row, index) => {
    const one = now[index];
    if (!one) return;
    put(row, '', { ...sayRow(today, one) });
    row
      .querySelector('a[download]')
      ?.setAttribute('href', (list.dataset['file'] ?? '').replace('0000-00', one.id));
    const announcement = row.querySelector<HTMLAnchorElement>('[data-announcement]');
    if (!announcement) return;
    const url = one.batch?.announcement.url;
    announcement.hidden = url === undefined;
    if (url !== undefined) announcement.href = url;
  });
}
