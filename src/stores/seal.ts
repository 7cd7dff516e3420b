/** Texts under a passphrase: PBKDF2 with SHA-256, then AES-GCM (WebCrypto; NIST SP 800-132 and 800-38D). */
import { leastRounds, type Sealed } from '../domain/registration/file.ts';

/** A passphrase made into a key: kept in memory, never to be read out again. */
export interface SealingKey {
  readonly key: CryptoKey;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
}

/** Whether this page can encrypt: browsers allow it on https and on localhost only. */
export const canSeal = (): boolean => globalThis.isSecureContext && 'subtle' in crypto;

async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
): Promise<SealingKey> {
  // The same passphrase typed on another system may be composed otherwise.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const key = await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
  return { key, salt, rounds };
}

/** A new key of a passphrase, with a salt of its own. */
export const makeKey = (passphrase: string): Promise<SealingKey> =>
  derive(passphrase, crypto.getRandomValues(new Uint8Array(16)), leastRounds);

/** Seals a text; every time with a new initialization vector. */
export async function seal({ key, salt, rounds }: SealingKey, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text));
  return { rounds, salt, iv, data: new Uint8Array(data) };
}

/** @returns the text and the key for sealing again; undefined where the passphrase is another or the file was changed */
export async function unseal(
  { rounds, salt, iv, data }: Sealed,
  passphrase: string,
): Promise<{ readonly text: string; readonly key: SealingKey } | undefined> {
  const key = await derive(passphrase, salt.slice(), rounds);
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: iv.slice() }, key.key, data.slice());
    return { text: new TextDecoder().decode(text), key };
  } catch {
    return undefined;
  }
}
