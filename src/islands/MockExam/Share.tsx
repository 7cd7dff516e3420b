/** The same paper for a friend: a link with the 卷号. */
import { useRef, useState } from 'preact/hooks';
import { paperRoute } from '../../routes.ts';

export function Share({ number }: { number: string }) {
  const [copied, setCopied] = useState<'not' | 'yes' | 'by-hand'>('not');
  const field = useRef<HTMLInputElement>(null);
  const link = new URL(paperRoute(number), location.href).href;
  return (
    <div class="exam-share no-print">
      <button
        class="btn quiet"
        type="button"
        onClick={() => {
          const byHand = (): void => {
            setCopied('by-hand');
            requestAnimationFrame(() => {
              field.current?.select();
            });
          };
          if (!('clipboard' in navigator)) byHand();
          else
            navigator.clipboard.writeText(link).then(() => {
              setCopied('yes');
            }, byHand);
        }}
      >
        复制链接发给同学
      </button>
      <span class="small" role="status">
        {copied === 'yes'
          ? '已复制，发给同学就能做同一份试卷。'
          : copied === 'by-hand'
            ? '浏览器不让复制，链接已选中，请长按或按 Ctrl+C。'
            : ''}
      </span>
      {copied === 'by-hand' && <input ref={field} readOnly value={link} aria-label="这份试卷的链接" />}
    </div>
  );
}
