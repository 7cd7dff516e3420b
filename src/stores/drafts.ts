/** Keeping a draft in this browser, where its owner asked for it; and the form as a file, out and in. */
import { atom } from 'nanostores';
import {
  longestForm,
  readForm,
  writeForm,
  writeSealed,
  type Filled,
  type FormFile,
  type Sealed,
} from '../domain/registration/file.ts';
import { keptDraft } from '../domain/registration/kept.ts';
import { $found, put, wipeDraft } from './draft-shelf.ts';
import { $draft, $enclosures, $photo, bringIn } from './registration.ts';
import { makeKey, seal, unseal, type SealingKey } from './seal.ts';

/**
 * off · saving: a change is on its way · saved · failed: not stored, tried again with the next change ·
 * stale: another page keeps the draft, or deleted it; this one has stopped
 */
export type Keeping =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'saving' | 'saved' | 'failed' | 'stale';
      readonly photo: boolean;
      readonly sealed: boolean;
      /** Milliseconds since 1970, of what was stored last; 0 before. */
      readonly savedAt: number;
      readonly until: number;
    };
export const $keeping = atom<Keeping>({ kind: 'off' });

let key: SealingKey | undefined;
let stamp: string | undefined;
let writing: Promise<void> = Promise.resolve();
let timer: ReturnType<typeof setTimeout> | undefined;
/** Counts up whenever keeping begins or ends: what was under way for an earlier time is dropped. */
let time = 0;

const filled = (withPhoto: boolean): Filled => {
  const photo = withPhoto ? $photo.get() : undefined;
  return {
    draft: $draft.get(),
    letters: $enclosures.get().filter((one) => one.kind === 'letter'),
    ...(photo ? { photo } : {}),
  };
};

async function write(own: number): Promise<void> {
  const now = $keeping.get();
  if (now.kind === 'off' || now.kind === 'stale' || own !== time) return;
  const text = writeForm(filled(now.photo));
  const sealing = key;
  const body = sealing ? writeSealed(await seal(sealing, text)) : text;
  if (own !== time) return;
  const next = keptDraft(body, sealing !== undefined, crypto.randomUUID(), Date.now());
  const done = await put(next, stamp);
  if (own !== time) return;
  const { savedAt, until } = next;
  if (done === 'done') stamp = next.stamp;
  const state = $keeping.get();
  if (state.kind === 'off') return;
  $keeping.set(
    done === 'done'
      ? { ...state, kind: timer === undefined ? 'saved' : 'saving', savedAt, until }
      : { ...state, kind: done },
  );
}
function soon(wait = 500): void {
  const now = $keeping.get();
  if (now.kind === 'off' || now.kind === 'stale') return;
  if (now.kind === 'saved') $keeping.set({ ...now, kind: 'saving' });
  clearTimeout(timer);
  const own = time;
  timer = setTimeout(() => {
    timer = undefined;
    writing = writing.then(() => write(own));
  }, wait);
}
for (const store of [$draft, $photo, $enclosures])
  store.listen(() => {
    soon();
  });
if (typeof document !== 'undefined')
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) soon(0);
  });

/** Ends keeping; what is stored stays. */
function stop(): void {
  time += 1;
  clearTimeout(timer);
  timer = undefined;
  key = undefined;
  stamp = undefined;
  $keeping.set({ kind: 'off' });
}

/**
 * Begins to keep a draft, in place of any that was there: asked for by whoever fills the form in.
 * @param photo whether the photo is kept too
 * @param passphrase empty for a draft that anybody on this device can read
 */
export async function keep(photo: boolean, passphrase: string): Promise<void> {
  stop();
  const own = time;
  const sealing = passphrase === '' ? undefined : await makeKey(passphrase);
  if (own !== time) return;
  key = sealing;
  $keeping.set({ kind: 'saving', photo, sealed: sealing !== undefined, savedAt: 0, until: 0 });
  $found.set({ kind: 'nothing' });
  soon(0);
}
/** Says whether the photo is kept too. */
export function keepWithPhoto(photo: boolean): void {
  const now = $keeping.get();
  if (now.kind === 'off') return;
  $keeping.set({ ...now, photo });
  soon(0);
}

/** Ends keeping and deletes the draft. @returns whether it was read again and nothing is left */
export async function dropDraft(): Promise<boolean> {
  stop();
  await writing;
  return wipeDraft();
}

/** read: it is in the form now · wrong: not this passphrase · gone: deleted meanwhile */
export type Opened =
  | { readonly kind: 'read'; readonly dropped: readonly string[] }
  | { readonly kind: 'wrong' | 'gone' }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Opens the draft that was found and goes on keeping it. */
export async function openDraft(passphrase: string): Promise<Opened> {
  const found = $found.get();
  if (found?.kind !== 'kept') return { kind: 'gone' };
  const { draft } = found;
  let file = readForm(draft.text);
  let opened: SealingKey | undefined;
  if (file.kind === 'sealed') {
    const unsealed = await unseal(file.sealed, passphrase);
    if (!unsealed) return { kind: 'wrong' };
    opened = unsealed.key;
    file = readForm(unsealed.text);
  }
  if (file.kind !== 'read') return { kind: 'refused', sentence: damaged };
  stop();
  bringIn(file.filled, '已接着上次的草稿填。');
  key = opened;
  stamp = draft.stamp;
  $found.set({ kind: 'nothing' });
  $keeping.set({
    kind: 'saved',
    photo: file.filled.photo !== undefined,
    sealed: opened !== undefined,
    savedAt: draft.savedAt,
    until: draft.until,
  });
  return { kind: 'read', dropped: file.dropped };
}
const damaged = '这份草稿坏了，读不出来。可以删除它，重新填写。';

/** The form as a file to save. @param passphrase empty for a file that anybody can read */
export async function formFile(photo: boolean, passphrase: string): Promise<string> {
  const text = writeForm(filled(photo));
  return passphrase === '' ? text : writeSealed(await seal(await makeKey(passphrase), text));
}

/** Reads a chosen file as far as it goes without a passphrase. */
export async function readFile(file: Blob): Promise<FormFile> {
  // A character takes up to three bytes: what is longer than that need not be read to be refused.
  const text = file.size > 3 * longestForm ? 'x'.repeat(longestForm + 1) : await file.text().catch(() => '');
  return readForm(text);
}

/** Puts a file's form in place of what is filled in; can be taken back. @param sealed with its passphrase */
export async function takeIn(
  file: Extract<FormFile, { kind: 'read' }> | { readonly sealed: Sealed; readonly passphrase: string },
): Promise<Opened> {
  let form: FormFile;
  if ('sealed' in file) {
    const unsealed = await unseal(file.sealed, file.passphrase);
    if (!unsealed) return { kind: 'wrong' };
    form = readForm(unsealed.text);
  } else form = file;
  if (form.kind !== 'read') return { kind: 'refused', sentence: '这个文件里的内容坏了，没有读入。' };
  bringIn(form.filled, '已读入文件里的内容。');
  return { kind: 'read', dropped: form.dropped };
}
