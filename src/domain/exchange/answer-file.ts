/** A sat paper as a file: what a candidate gives to a teacher. Answers, not marks; a name only if one was typed. */
import { replay, type Entry, type Sheet, type State } from '../exam/attempt.ts';
import { isRead, mostLines, readAttempt, readEntry, recordVersion } from '../exam/record.ts';

export interface AnswerFile {
  /** As the candidate typed it for this file; may be empty. */
  readonly name: string;
  readonly sheet: Sheet;
  readonly state: State;
}

/** Longest name kept. Characters. */
export const longestName = 40;
/** Larger files are not read at all. Bytes. */
export const largestFile = 4_000_000;

/** Why a file does not count. */
export type FileProblem = 'not-json' | 'not-ours' | 'newer' | 'broken' | 'unfinished';

const shortened = (name: string): string => Array.from(name.trim()).slice(0, longestName).join('');

/** Writes the file. @param name as typed; cut to longestName */
export const answerFile = (name: string, sheet: Sheet, madeAt: number, log: readonly Entry[]): string =>
  JSON.stringify({
    kind: 'carbon-answers',
    name: shortened(name),
    attempt: { version: recordVersion, sheet, madeAt },
    log,
  });

/** Reads a file somebody opened, with suspicion. @param text its whole text */
export function readAnswerFile(text: string): AnswerFile | FileProblem {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  if (typeof raw !== 'object' || raw === null || !('kind' in raw) || raw.kind !== 'carbon-answers')
    return 'not-ours';
  const attempt = readAttempt('attempt' in raw ? raw.attempt : undefined);
  if (!isRead(attempt)) return attempt;
  const lines: unknown = 'log' in raw ? raw.log : undefined;
  if (!Array.isArray(lines) || lines.length > mostLines) return 'broken';
  const { version, sheet } = attempt;
  const log: Entry[] = [];
  const raws: readonly unknown[] = lines;
  for (const [seq, line] of raws.entries()) {
    const read = readEntry({ version, attempt: sheet.id, seq, entry: line });
    if (!isRead(read)) return read;
    log.push(read.entry);
  }
  const state = replay(sheet, log);
  if (state.endedAt === undefined) return 'unfinished';
  const name = 'name' in raw && typeof raw.name === 'string' ? raw.name : '';
  return { name: shortened(name), sheet, state };
}
