/** A passphrase, hidden unless it is to be seen; the browser is asked not to keep it. */
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly optional?: boolean;
  readonly hint?: string;
  /** Whether it is made up here, and so may not be short. */
  readonly chosen?: boolean;
  readonly field?: RefObject<HTMLInputElement>;
}

/** Characters a new passphrase has at least. */
export const shortestPassphrase = 8;
/** Whether something is written that is too short for a new passphrase; nothing at all is none. */
export const isShort = (passphrase: string): boolean =>
  passphrase !== '' && Array.from(passphrase).length < shortestPassphrase;

export function Passphrase({
  id,
  label,
  value,
  onInput,
  optional = false,
  hint,
  chosen = false,
  field,
}: Props) {
  const [seen, setSeen] = useState(false);
  // Said on leaving the field or pressing Enter, not while the first letters are being typed.
  const [left, setLeft] = useState(false);
  const short = chosen && left && isShort(value);
  return (
    <div class="field passphrase">
      <label for={id}>
        {label}
        {optional && <small>（选填）</small>}
      </label>
      <div class="with-pick">
        <input
          id={id}
          ref={field ?? null}
          type={seen ? 'text' : 'password'}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={200}
          value={value}
          aria-invalid={short}
          aria-describedby={`${id}-hint ${id}-err`}
          onBlur={() => {
            setLeft(true);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setLeft(true);
          }}
          onInput={(event) => {
            onInput(event.currentTarget.value);
          }}
        />
        <button
          type="button"
          class="btn quiet"
          aria-pressed={seen}
          onClick={() => {
            setSeen(!seen);
          }}
        >
          显示<span class="visually-hidden">{label}</span>
        </button>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div id={`${id}-err`} role="alert">
        {short && (
          <p class="err">
            <b>要改：</b>口令至少 {shortestPassphrase} 个字符；不想加密就留空。
          </p>
        )}
      </div>
    </div>
  );
}
