/** Putting a list into another order: by dragging a handle, or with buttons and keys. */
import type { JSX, RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Reordering {
  /** The class of an entry's element. */
  readonly classOf: (key: string, index: number) => string;
  /** Handle and buttons of an entry. Drawn, not a component: the handle must stay the same element under the finger. */
  readonly mover: (own: string, index: number, name: string) => JSX.Element;
  /** What was done, to be read out. */
  readonly said: string;
}

/**
 * @param list the element whose children are the entries, in order
 * @param keys names of the entries, in order
 * @param move puts an entry at another index
 */
export function useReorder(
  list: RefObject<HTMLElement>,
  keys: readonly string[],
  move: (key: string, to: number) => void,
): Reordering {
  const [dragged, setDragged] = useState<{ key: string; to: number } | undefined>(undefined);
  const [said, setSaid] = useState('');
  const focus = useRef('');

  // A moved element loses the focus; its button, or the other one where that is at its end now, takes it again.
  useLayoutEffect(() => {
    const [key = '', way = ''] = focus.current.split(' ');
    if (key === '') return;
    focus.current = '';
    const button = (name: string): HTMLButtonElement | null | undefined =>
      list.current?.querySelector<HTMLButtonElement>(`[data-move="${key} ${name}"]:not(:disabled)`);
    (button(way) ?? button(way === 'up' ? 'down' : 'up'))?.focus();
  }, [keys, list]);

  const go = (key: string, to: number, name: string): void => {
    if (to < 0 || to >= keys.length || to === keys.indexOf(key)) return;
    move(key, to);
    setSaid(`${name}移到了第 ${String(to + 1)} 位。`);
  };
  /** The place for an entry held at a height of the window. */
  const placeAt = (key: string, y: number): number => {
    const from = keys.indexOf(key);
    const middles = [...(list.current?.children ?? [])].map((child) => {
      const { top, height } = child.getBoundingClientRect();
      return top + height / 2;
    });
    return middles.filter((middle, index) => index !== from && middle < y).length;
  };

  const mover: Reordering['mover'] = (own, index, name) => (
    <span class="mover">
      <span
        class="handle"
        title="拖动排序"
        aria-hidden="true"
        onPointerDown={(event) => {
          if (keys.length < 2 || event.button !== 0) return;
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged({ key: own, to: index });
        }}
        onPointerMove={(event) => {
          if (dragged?.key !== own) return;
          const to = placeAt(own, event.clientY);
          if (to !== dragged.to) setDragged({ key: own, to });
          // Near an edge of the window the page comes along.
          if (event.clientY < 60) scrollBy(0, -12);
          else if (event.clientY > innerHeight - 60) scrollBy(0, 12);
        }}
        onPointerUp={(event) => {
          if (dragged?.key !== own) return;
          setDragged(undefined);
          go(own, placeAt(own, event.clientY), name);
        }}
        onPointerCancel={() => {
          setDragged(undefined);
        }}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" fill="currentColor">
          {[6, 12, 18].map((y) =>
            [9, 15].map((x) => <circle key={`${String(x)} ${String(y)}`} cx={x} cy={y} r="1.6" />),
          )}
        </svg>
      </span>
      {(
        [
          ['up', '上移', index - 1],
          ['down', '下移', index + 1],
        ] as const
      ).map(([way, label, to]) => (
        <button
          key={way}
          type="button"
          class="btn quiet"
          data-move={`${own} ${way}`}
          disabled={to < 0 || to >= keys.length}
          onClick={() => {
            focus.current = `${own} ${way}`;
            go(own, to, name);
          }}
        >
          {label}
          <span class="visually-hidden">{name}</span>
        </button>
      ))}
    </span>
  );

  return {
    said,
    mover,
    classOf: (key, index) => {
      if (dragged?.key === key) return 'dragged';
      const from = dragged ? keys.indexOf(dragged.key) : -1;
      if (!dragged || dragged.to === from || index !== dragged.to) return '';
      return dragged.to < from ? 'drop-before' : 'drop-after';
    },
  };
}
