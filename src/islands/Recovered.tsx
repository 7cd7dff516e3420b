/** Said where the browser had deleted what is kept: that it came back, or that it did not and what may help. */
import { useStore } from '@nanostores/preact';
import { routes } from '../routes.ts';
import { $found } from '../stores/twin.ts';

export function Recovered() {
  const found = useStore($found);
  if (found === 'whole') return null;
  if (found === 'restored')
    return (
      <p class="bar no-print" role="status">
        <b>记录已取回。</b>
        这个浏览器清掉了它存的文件（多半是上次被强行关掉时写坏了）。本站另存的一份还在，已经放回原处，可以照常使用。
      </p>
    );
  return (
    <p class="bar bad no-print" role="alert">
      <b>这个浏览器报告它存的文件坏了，已经全部清空，</b>
      本站在这台设备上的记录也在其中，取不回来。存过备份的，可以
      <a href={routes.data}>恢复备份</a>；新的记录会照常保存。
    </p>
  );
}
