/** The controls: a line of text, a choice, the conditions; each with its label, hint, mended note and errors. */
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import {
  fieldOf,
  type Choice,
  type FieldId,
  type Problem,
  type SectionId,
} from '../../domain/registration/form.ts';
import { documents, isDocumentType } from '../../domain/registration/identity.ts';
import type { Writing } from '../../domain/registration/mend.ts';
import { useRef, useState } from 'preact/hooks';
import { useDesk } from './desk.ts';
import { MonthPick } from './MonthPick.tsx';
import { Sign } from './Sign.tsx';

const modes: Readonly<Partial<Record<Writing, InputHTMLAttributes['inputMode']>>> = {
  day: 'numeric',
  mobile: 'tel',
  email: 'email',
  code: 'numeric',
};

interface Said {
  readonly id: string;
  readonly hint?: string | undefined;
  readonly note: string;
  readonly problems: readonly Problem[];
}

/** Ids of the lines under a control, for aria-describedby. */
const describedBy = ({ id, hint, note, problems }: Said): string | undefined =>
  [hint && `${id}-hint`, note && `${id}-note`, problems.length > 0 && `${id}-err`]
    .filter(Boolean)
    .join(' ') || undefined;

function Below({ id, hint, note, problems }: Said) {
  return (
    <>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div role="status">
        {note && (
          <p class="mended" id={`${id}-note`}>
            {note}
          </p>
        )}
      </div>
      {problems.length > 0 && (
        <div id={`${id}-err`}>
          {problems.map(({ weight, sentence }) => (
            <p key={sentence} class={weight === 'error' ? 'err' : 'err look'}>
              <b>{weight === 'error' ? '要改：' : '请核对：'}</b>
              {sentence}
            </p>
          ))}
        </div>
      )}
    </>
  );
}

interface LineProps extends Said {
  readonly label: string;
  readonly required: boolean;
  readonly writing: Writing;
  readonly value: string;
  readonly offers?: readonly string[] | undefined;
  readonly inputMode?: InputHTMLAttributes['inputMode'] | undefined;
  /** Whether a month may be chosen from a calendar, and 至今 with it. */
  readonly month?: 'month' | 'open' | undefined;
  readonly onType: (typed: string) => void;
  readonly onLeave: () => void;
}

/** One line of text. */
export function Line({
  label,
  required,
  writing,
  value,
  offers,
  inputMode,
  month,
  onType,
  onLeave,
  ...said
}: LineProps) {
  const { id, problems } = said;
  const { now } = useDesk();
  const [picking, setPicking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const close = (): void => {
    setPicking(false);
    input.current?.focus();
  };
  const field = (
    <input
      ref={input}
      id={id}
      value={value}
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      inputMode={inputMode ?? modes[writing]}
      list={offers && `${id}-offers`}
      required={required}
      aria-invalid={problems.some(({ weight }) => weight === 'error')}
      aria-describedby={describedBy(said)}
      onInput={(event) => {
        onType(event.currentTarget.value);
      }}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (month === undefined || event.key !== 'ArrowDown') return;
        event.preventDefault();
        setPicking(true);
      }}
    />
  );
  return (
    <div class={id === 'field-address' ? 'field across' : 'field'}>
      <label for={id}>
        {label}
        {!required && <small>（选填）</small>}
      </label>
      {month === undefined ? (
        field
      ) : (
        <span class="with-pick">
          {field}
          {/* Not on the way of the Tab key: the field takes what is typed, and ↓ in it opens this too. */}
          <button
            type="button"
            class="btn quiet pick-month"
            tabIndex={-1}
            aria-label="选年月"
            aria-expanded={picking}
            aria-controls={picking ? `${id}-months` : undefined}
            onClick={() => {
              if (picking) close();
              else setPicking(true);
            }}
          >
            <Sign shape="M4 6h16v14H4zM4 10h16M8 3v5M16 3v5" size={20} />
          </button>
        </span>
      )}
      {picking && month !== undefined && (
        <MonthPick
          {...{ id, label, value, now }}
          openEnd={month === 'open'}
          onPick={(picked) => {
            onType(picked);
            close();
          }}
          onClose={close}
        />
      )}
      {offers && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
      <Below {...said} />
    </div>
  );
}

/** Fields side by side, each as what it takes asks for. */
export function FieldGrid({ fields }: { readonly fields: readonly FieldId[] }) {
  const { draft, offer } = useDesk();
  const { idType } = draft.values;
  return (
    <div class="grid">
      {fields.map((field) => {
        const choices = field === 'sitting' ? offer.sittings : fieldOf(field).choices;
        if (field === 'sex') return <RadioField key={field} field={field} choices={choices ?? []} />;
        if (choices) return <SelectField key={field} field={field} choices={choices} />;
        if (field !== 'idNumber') return <TextField key={field} field={field} />;
        const hint = isDocumentType(idType) ? documents[idType].hint : '先选证件类型';
        return <TextField key={field} field={field} hint={hint} />;
      })}
    </div>
  );
}

/** A field of the form that is one line of text. */
function TextField({ field, hint }: { readonly field: FieldId; readonly hint?: string }) {
  const desk = useDesk();
  const { label, required, writing, offers, hint: ownHint } = fieldOf(field);
  const id = `field-${field}`;
  return (
    <Line
      {...{ id, label, required, writing, offers }}
      hint={hint ?? ownHint}
      inputMode={field === 'graduation' ? 'numeric' : undefined}
      month={writing === 'month' ? 'month' : undefined}
      value={desk.draft.values[field]}
      note={desk.noteAt(id)}
      problems={desk.problemsAt(id)}
      onType={(typed) => {
        desk.type(field, typed);
      }}
      onLeave={() => {
        desk.leave(field);
      }}
    />
  );
}

/** A cell of a table's row. */
export function CellField(props: {
  readonly section: SectionId;
  readonly row: string;
  readonly column: string;
  readonly field: ReturnType<typeof fieldOf>;
  readonly value: string;
}) {
  const { section, row, column, field, value } = props;
  const desk = useDesk();
  const { label, required, writing, offers, hint } = field;
  const id = `${section}-${row}-${column}`;
  const isEnd = column === 'to';
  return (
    <Line
      {...{ id, label, required, writing, hint, value, offers }}
      month={writing === 'month' ? (isEnd ? 'open' : 'month') : undefined}
      inputMode={writing === 'month' && !isEnd ? 'numeric' : undefined}
      note={desk.noteAt(id)}
      problems={desk.problemsAt(id)}
      onType={(typed) => {
        desk.typeCell(section, row, column, typed);
      }}
      onLeave={() => {
        desk.leaveCell(section, row, column);
      }}
    />
  );
}

/** A field that is one of a list, in a drop-down. */
function SelectField({ field, choices }: { readonly field: FieldId; readonly choices: readonly Choice[] }) {
  const desk = useDesk();
  const { label, required, hint } = fieldOf(field);
  const id = `field-${field}`;
  const said = { id, hint, note: desk.noteAt(id), problems: desk.problemsAt(id) };
  return (
    <div class="field">
      <label for={id}>
        {label}
        {!required && <small>（选填）</small>}
      </label>
      <select
        id={id}
        value={desk.draft.values[field]}
        autocomplete="off"
        required={required}
        aria-invalid={said.problems.some(({ weight }) => weight === 'error')}
        aria-describedby={describedBy(said)}
        onChange={(event) => {
          desk.type(field, event.currentTarget.value);
        }}
        onBlur={() => {
          desk.leave(field);
        }}
      >
        <option value="">请选择</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
      </select>
      <Below {...said} />
    </div>
  );
}

interface RadioProps {
  readonly field: FieldId;
  readonly choices: readonly { readonly id: string; readonly label: ComponentChildren }[];
  /** Shown in place of the choices while there are none. */
  readonly none?: string;
  readonly wide?: boolean;
}

/** A field that is one of a few, all in sight. */
export function RadioField({ field, choices, none = '', wide = false }: RadioProps) {
  const desk = useDesk();
  const { label, hint } = fieldOf(field);
  const id = `field-${field}`;
  const said = { id, hint, note: desk.noteAt(id), problems: desk.problemsAt(id) };
  return (
    <fieldset
      class={wide ? 'field choices wide' : 'field choices'}
      id={id}
      tabIndex={-1}
      aria-describedby={describedBy(said)}
    >
      <legend>{label}</legend>
      {choices.length === 0 && <p class="hint">{none}</p>}
      <div class="opts">
        {choices.map((choice) => (
          <label class="opt" key={choice.id}>
            <input
              type="radio"
              name={id}
              value={choice.id}
              autocomplete="off"
              checked={desk.draft.values[field] === choice.id}
              onChange={() => {
                desk.type(field, choice.id);
                desk.leave(field);
              }}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      <Below {...said} />
    </fieldset>
  );
}
