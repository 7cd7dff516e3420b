/** The bank as it reaches the browser: items, templates and the titles of the documents they cite, in one file. */
import type { Item } from './question.ts';
import type { Template } from './template.ts';

/** A document as a citation shows it. */
export interface CitedDocument {
  readonly title: string;
  readonly number?: string;
  /** False where the document no longer holds: replaced, repealed or a draft. */
  readonly inForce: boolean;
  /** A treaty, standard or report: it stands on the second page of the register. */
  readonly reference?: boolean;
}

export interface BankFile {
  readonly items: readonly Item[];
  readonly templates: readonly Template[];
  readonly documents: Readonly<Record<string, CitedDocument>>;
}

/** Whether what was fetched is the bank: it was written by our own build and is looked at, not validated again. */
export function isBankFile(raw: unknown): raw is BankFile {
  if (typeof raw !== 'object' || raw === null || !('items' in raw)) return false;
  if (!('templates' in raw) || !('documents' in raw)) return false;
  return (
    Array.isArray(raw.items) &&
    raw.items.length > 0 &&
    Array.isArray(raw.templates) &&
    typeof raw.documents === 'object' &&
    raw.documents !== null
  );
}
