/** One value out of a store: the part that reads it is painted again only when that value is another one. */
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface Readable<S> {
  readonly get: () => S;
  readonly listen: (run: (state: S) => void) => () => void;
}

/** @param select gives a text, number, truth value or an object that stays the same while nothing changes */
export function useSelected<S, T>(store: Readable<S>, select: (state: S) => T): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const value = select(store.get());
  const latest = useRef({ select, value });
  latest.current = { select, value };
  useLayoutEffect(() => {
    const look = (): void => {
      if (!Object.is(latest.current.select(store.get()), latest.current.value)) redraw(undefined);
    };
    // What changed between painting and listening.
    look();
    return store.listen(look);
  }, [store]);
  return value;
}

/** The whole of a store, painted in the same turn as it changes. */
export const useNow = <S>(store: Readable<S>): S => useSelected(store, (state) => state);

/**
 * Whether the screen is wide enough for a column beside the question; as in exam.css. Undefined for the first frame:
 * what is not looked at first is painted after what is.
 */
export function useWide(): boolean | undefined {
  const [wide, look] = useReducer((): boolean | undefined => matchMedia(room).matches, undefined);
  // An effect runs after the frame: the first question does not wait for fifty-eight numbers.
  useEffect(() => {
    const media = matchMedia(room);
    const changed = (): void => {
      look(undefined);
    };
    changed();
    media.addEventListener('change', changed);
    return () => {
      media.removeEventListener('change', changed);
    };
  }, []);
  return wide;
}
const room = '(min-width: 56.25rem)';
