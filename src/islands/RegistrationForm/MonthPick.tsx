/** A month chosen from a small calendar of one year. The field beside it can always be typed into instead. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** Id of the field this belongs to; its panel is `<id>-months`. */
  readonly id: string;
  readonly label: string;
  /** As it stands in the field. */
  readonly value: string;
  /** The month of today, yyyy-mm: shown first while nothing is filled in. */
  readonly now: string;
  /** Whether 至今 may be chosen. */
  readonly openEnd: boolean;
  readonly onPick: (value: string) => void;
  readonly onClose: () => void;
}

const two = (month: number): string => String(month).padStart(2, '0');
const first = 1950;
const last = 2050;

export function MonthPick({ id, label, value, now, openEnd, onPick, onClose }: Props) {
  const chosen = /^\d{4}-\d{2}$/.test(value) ? value : '';
  const [year, setYear] = useState(Number((chosen || now).slice(0, 4)));
  const [month, setMonth] = useState(Number((chosen || now).slice(5)));
  const panel = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const moved = useRef(true);

  // The keys walk over the months; the one they stand on has the focus.
  useLayoutEffect(() => {
    if (moved.current) grid.current?.querySelector<HTMLButtonElement>('[tabindex="0"]')?.focus();
    moved.current = false;
  }, [year, month]);

  const go = (toYear: number, toMonth: number): void => {
    const at = Math.min(last * 12 + 11, Math.max(first * 12, toYear * 12 + toMonth - 1));
    setYear(Math.floor(at / 12));
    setMonth((at % 12) + 1);
  };
  const steps: Readonly<Record<string, readonly [years: number, months: number]>> = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [0, -4],
    ArrowDown: [0, 4],
    PageUp: [-1, 0],
    PageDown: [1, 0],
  };

  // The keys belong to whichever button has the focus; Escape to the whole panel.
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      onClose();
      return;
    }
    const step = steps[event.key];
    if (!step || !(event.target instanceof Node) || !grid.current?.contains(event.target)) return;
    event.preventDefault();
    moved.current = true;
    go(year + step[0], month + step[1]);
  };
  useLayoutEffect(() => {
    const element = panel.current;
    element?.addEventListener('keydown', press);
    return () => {
      element?.removeEventListener('keydown', press);
    };
  });

  return (
    <div
      class="months"
      ref={panel}
      id={`${id}-months`}
      role="group"
      aria-label={`选${label}`}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (
          to instanceof Node &&
          !event.currentTarget.contains(to) &&
          !(to instanceof HTMLElement && to.id === id)
        )
          onClose();
      }}
    >
      <div class="year">
        {(
          [
            [-10, '−10'],
            [-1, '−1'],
          ] as const
        ).map(([step, text]) => (
          <button
            key={step}
            type="button"
            class="btn quiet"
            aria-label={step === -1 ? '前一年' : '前十年'}
            disabled={year + step < first}
            onClick={() => {
              setYear(year + step);
            }}
          >
            {text}
          </button>
        ))}
        <b class="num" aria-live="polite">
          {year} 年
        </b>
        {(
          [
            [1, '+1'],
            [10, '+10'],
          ] as const
        ).map(([step, text]) => (
          <button
            key={step}
            type="button"
            class="btn quiet"
            aria-label={step === 1 ? '后一年' : '后十年'}
            disabled={year + step > last}
            onClick={() => {
              setYear(year + step);
            }}
          >
            {text}
          </button>
        ))}
      </div>
      <div class="grid-of-months" ref={grid}>
        {Array.from({ length: 12 }, (_, index) => index + 1).map((one) => {
          const text = `${String(year)}-${two(one)}`;
          return (
            <button
              key={one}
              type="button"
              class={text === chosen ? 'btn' : 'btn quiet'}
              aria-label={`${String(year)} 年 ${String(one)} 月`}
              aria-pressed={text === chosen}
              tabIndex={one === month ? 0 : -1}
              onClick={() => {
                onPick(text);
              }}
            >
              {one} 月
            </button>
          );
        })}
      </div>
      {openEnd && (
        <button
          type="button"
          class={value === '至今' ? 'btn' : 'btn quiet'}
          onClick={() => {
            onPick('至今');
          }}
        >
          至今
        </button>
      )}
    </div>
  );
}
