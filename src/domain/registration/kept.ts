/** A draft of the form as it lies in this browser: who may read it is the file's affair, how long is this one's. */

/** Days a draft is kept after it was written last. */
export const draftDays = 7;
const day = 86_400_000;

/** What the browser keeps: the filled-in form as file.ts writes it, plain or sealed, and for how long. */
export interface KeptDraft {
  readonly version: 1;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly until: number;
  /** Tells whether this is still what a page wrote last. */
  readonly stamp: string;
  readonly sealed: boolean;
  readonly text: string;
}

/** expired: to be deleted · broken: nobody can read it · newer: a later version of the site wrote it */
export type DraftReading =
  { readonly kind: 'kept'; readonly draft: KeptDraft } | { readonly kind: 'expired' | 'broken' | 'newer' };

/** A draft to be kept. @param now milliseconds since 1970 */
export const keptDraft = (text: string, sealed: boolean, stamp: string, now: number): KeptDraft => ({
  version: 1,
  savedAt: now,
  until: now + draftDays * day,
  stamp,
  sealed,
  text,
});

/**
 * Reads what the browser held.
 * @param raw anything
 * @param now milliseconds since 1970. A draft from the future, by a clock set wrong, is kept at most its days from now
 */
export function readKept(raw: unknown, now: number): DraftReading {
  if (typeof raw !== 'object' || raw === null || !('version' in raw)) return { kind: 'broken' };
  if (typeof raw.version === 'number' && raw.version > 1) return { kind: 'newer' };
  if (
    raw.version !== 1 ||
    !('savedAt' in raw && typeof raw.savedAt === 'number' && Number.isFinite(raw.savedAt)) ||
    !('until' in raw && typeof raw.until === 'number' && Number.isFinite(raw.until)) ||
    !('stamp' in raw && typeof raw.stamp === 'string') ||
    !('sealed' in raw && typeof raw.sealed === 'boolean') ||
    !('text' in raw && typeof raw.text === 'string')
  )
    return { kind: 'broken' };
  if (raw.until <= now) return { kind: 'expired' };
  const { savedAt, stamp, sealed, text } = raw;
  return {
    kind: 'kept',
    draft: {
      version: 1,
      savedAt,
      until: Math.min(raw.until, savedAt + draftDays * day, now + draftDays * day),
      stamp,
      sealed,
      text,
    },
  };
}
