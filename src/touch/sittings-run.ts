import { todayInShanghai } from '../clock.ts';
import { sittings } from '../domain/calendar.ts';
import { batchesAt } from './batches.ts';
import { sayRow } from './sittings.ts';

for (const list of document.querySelectorAll<HTMLElement>('[data-sittings]')) {
  const batches = batchesAt(list);
  const today = todayInShanghai();
  const now = sittings(today, list.children.length, batches);
  [...list.children].forEach((row, index) => {
    const one = now[index];
    if (!one) return;
    const said = sayRow(today, one);
    const put = (name: keyof typeof said) => {
      const spot = row.querySelector<HTMLElement>(`[data-${name}]`);
      if (!spot) return;
      spot.textContent = said[name];
      spot.hidden = said[name] === '';
    };
    put('days');
    put('left');
    put('note');
    row.querySelector('a')?.setAttribute('href', (list.dataset['file'] ?? '').replace('0000-00', one.id));
  });
}
