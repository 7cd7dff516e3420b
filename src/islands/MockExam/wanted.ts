/** The paper an address asks for, set from the bank as soon as that is here. */
import { useStore } from '@nanostores/preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Blueprint } from '../../domain/exam/blueprint.ts';
import { paperOf, type Paper, type PaperProblem } from '../../domain/exam/paper.ts';
import { $bank, fetchBank } from '../../stores/bank.ts';

/**
 * @param bank address of the bank's file
 * @returns the 卷号 as it stands in the address or was typed, how to change it, and the paper it names
 */
export function useWantedPaper(
  blueprints: readonly Blueprint[],
  bank: string,
): {
  readonly number: string;
  readonly setNumber: (number: string) => void;
  readonly found: Paper | PaperProblem | undefined;
} {
  const store = useStore($bank);
  const [number, setNumber] = useState('');
  useEffect(() => {
    const look = (): void => {
      setNumber((new URLSearchParams(location.hash.slice(1)).get('paper') ?? '').slice(0, 40));
    };
    look();
    void fetchBank(bank);
    window.addEventListener('hashchange', look);
    return () => {
      window.removeEventListener('hashchange', look);
    };
  }, [bank]);
  const found = useMemo(
    () =>
      store.kind === 'ready' && number.trim() !== '' ? paperOf(number, blueprints, store.items) : undefined,
    [store, number, blueprints],
  );
  return {
    number,
    setNumber: (next) => {
      setNumber(next);
      history.replaceState(
        history.state,
        '',
        next.trim() === '' ? location.pathname : `#paper=${next.trim()}`,
      );
    },
    found,
  };
}
