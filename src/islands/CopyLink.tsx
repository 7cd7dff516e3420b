/** A link for a friend: copied, or shown selected where the browser does not let us copy. */
import { useRef, useState } from 'preact/hooks';

interface Props {
  link: string;
  /** What the button says. */
  label: string;
  /** What the link leads to, for its name where it is shown: 这份试卷. */
  to: string;
  /** What is said once it is copied. */
  done: string;
}

export function CopyLink({ link, label, to, done }: Props) {
  const [copied, setCopied] = useState<'not' | 'yes' | 'by-hand'>('not');
  const field = useRef<HTMLInputElement>(null);
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
        {label}
      </button>
      <span class="small" role="status">
        {copied === 'yes'
          ? done
          : copied === 'by-hand'
            ? '浏览器不让复制，链接已选中，请长按或按 Ctrl+C。'
            : ''}
      </span>
      {copied === 'by-hand' && <input ref={field} readOnly value={link} aria-label={`${to}的链接`} />}
    </div>
  );
}
