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
  readonly problem?: string;
  readonly field?: RefObject<HTMLInputElement>;
}

/** Characters a new passphrase has at least. */
export const shortestPassphrase = 8;

export function Passphrase({
  id,
  label,
  value,
  onInput,
  optional = false,
  hint,
  problem = '',
  field,
}: Props) {
  const [seen, setSeen] = useState(false);
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
          aria-describedby={`${id}-hint ${id}-err`}
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
      <p class="err" id={`${id}-err`}>
        {problem}
      </p>
    </div>
  );
}
