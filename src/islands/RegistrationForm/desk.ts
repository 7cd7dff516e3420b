/** What the parts of the form share: the state of each place, and what happens on leaving it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Draft, FieldId, Offer, Problem, SectionId } from '../../domain/registration/form.ts';

export interface Desk {
  readonly draft: Draft;
  readonly offer: Offer;
  /** The month of today, yyyy-mm. */
  readonly now: string;
  /** What the work history adds up to, in words; empty while it cannot be read. */
  readonly workSum: string;
  /** What to show at a place now, by its id. */
  readonly problemsAt: (id: string) => readonly Problem[];
  /** What was mended or filled in at a place, as a sentence; empty where nothing was. */
  readonly noteAt: (id: string) => string;
  readonly type: (field: FieldId, typed: string) => void;
  readonly typeCell: (section: SectionId, key: string, column: string, typed: string) => void;
  readonly leave: (field: FieldId) => void;
  readonly leaveCell: (section: SectionId, key: string, column: string) => void;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('a field stands outside the form');
  return desk;
}
