import { todayInShanghai } from '../clock.ts';
import type { Batch } from '../domain/calendar.ts';
import { sayNext } from './next-sitting.ts';

for (const place of document.querySelectorAll<HTMLElement>('[data-next]')) {
  // Written by our own build into the same page, so its shape is known.
  const batches: readonly Batch[] = JSON.parse(place.dataset['batches'] ?? '[]');
  const said = sayNext(todayInShanghai(), batches);
  const put = (name: keyof typeof said) => {
    const spot = place.querySelector<HTMLElement>(`[data-next-${name}]`);
    if (!spot) return;
    spot.textContent = said[name];
    spot.hidden = said[name] === '';
  };
  put('days');
  put('left');
  put('note');
}
