/** What an applicant has told the checker. Lives in the page's fragment and nowhere else: no storage, no server. */
import { atom } from 'nanostores';
import { todayInShanghai } from '../clock.ts';
import type { PlainDate } from '../domain/calendar.ts';
import { decode, encode, noAnswers, type Answers } from '../domain/eligibility/link.ts';

export const $answers = atom<Answers>(noAnswers);
/** The day in Asia/Shanghai; null until the browser has said it. */
export const $today = atom<PlainDate | null>(null);
/** What became of the link the page was opened with. */
export type Arrival = 'fresh' | 'restored' | 'rules-changed' | 'damaged' | 'other-version';
export const $arrival = atom<Arrival>('fresh');
/** What the last clearing threw away, for the undo. */
export const $cleared = atom<Answers | null>(null);

function write(): void {
  const fragment = encode($answers.get());
  // replaceState: the back button leaves the page instead of undoing answers one by one.
  history.replaceState(
    history.state,
    '',
    fragment === '' ? location.pathname + location.search : `#${fragment}`,
  );
}

function read(): void {
  let fragment = location.hash.slice(1);
  try {
    // Some apps percent-encode a fragment when they pass a link on.
    fragment = decodeURIComponent(fragment);
  } catch {
    // Left as it is: decode() refuses it.
  }
  const decoded = decode(fragment);
  switch (decoded.kind) {
    case 'none':
      // The skip link puts its own anchor there: the answers go back in.
      if (fragment !== '') write();
      return;
    case 'answers':
      $answers.set(decoded.answers);
      $arrival.set(decoded.rulesChanged ? 'rules-changed' : 'restored');
      if (decoded.rulesChanged) write();
      return;
    case 'refused':
      $answers.set(noAnswers);
      $arrival.set(decoded.why);
      write();
  }
}

/** Takes up the link the page was opened with and the day; follows later changes of the link. Returns the undoing. */
export function arrive(): () => void {
  $today.set(todayInShanghai());
  read();
  addEventListener('hashchange', read);
  return () => {
    removeEventListener('hashchange', read);
  };
}

/** Keeps new answers. */
export function tell(answers: Answers): void {
  $cleared.set(null);
  $arrival.set('fresh');
  $answers.set(answers);
  write();
}

/** Throws all answers away, for undo() to bring back. */
export function clear(): void {
  const before = $answers.get();
  tell({ ...noAnswers, day: before.day });
  $cleared.set(before);
}
export function undo(): void {
  const before = $cleared.get();
  if (before !== null) tell(before);
}
