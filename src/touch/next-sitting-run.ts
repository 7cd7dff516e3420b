import { todayInShanghai } from '../clock.ts';
import { batchesAt } from './batches.ts';
import { sayNext } from './next-sitting.ts';

for (const place of document.querySelectorAll<HTMLElement>('[data-next]')) {
  const batches = batchesAt(place);
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
