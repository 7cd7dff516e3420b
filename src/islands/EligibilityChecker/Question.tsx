/** One question with its answers; 不清楚 is always one of them. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { answerTo, type Answer, type Question as Name } from '../../domain/eligibility/ask.ts';
import { parseDuration, split, type Period } from '../../domain/eligibility/duration.ts';
import { asked, options, sayAnswer } from '../../domain/eligibility/explain.ts';
import type { Known } from '../../domain/eligibility/facts.ts';
import { isCounted } from '../../domain/eligibility/link.ts';
import { History } from './History.tsx';

interface Props {
  readonly question: Name;
  readonly known: Known;
  readonly declined: boolean;
  readonly periods: readonly Period[];
  /** The reference day in words. */
  readonly day: string;
  /** The last month that counts for periods, yyyy-mm. */
  readonly until: string;
  /** Whether the answer can change nothing any more. */
  readonly idle?: boolean;
  /** Whether the periods are already listed above, with another question. */
  readonly listed?: boolean;
  readonly heading: 'h2' | 'h3';
  readonly focus?: boolean;
  /** undefined: 不清楚. null: taken back. */
  readonly onAnswer: (value: Answer | undefined | null) => void;
  readonly onPeriods: (periods: readonly Period[]) => void;
}

export function Question(props: Props) {
  const { question, known, declined, idle = false, heading: Heading, focus = false, onAnswer } = props;
  const id = useId();
  const { title, hint } = asked[question];
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) top.current?.focus();
  }, [focus, question]);
  const choices = options[question];
  const value = answerTo(known, question);
  return (
    <fieldset class={`question${idle ? ' idle' : ''}`} aria-describedby={`${id}-hint`}>
      <legend>
        <Heading ref={top} tabIndex={-1}>
          {title}
        </Heading>
      </legend>
      <p class="small" id={`${id}-hint`}>
        {hint}
      </p>
      {choices === null ? (
        <Duration {...props} value={typeof value === 'number' ? value : undefined} />
      ) : (
        Object.entries(choices).map(([key, label]) => (
          <label class="opt" key={key}>
            <input
              type="radio"
              name={id}
              value={key}
              checked={value === key}
              onChange={() => {
                onAnswer(key);
              }}
            />
            {label}
          </label>
        ))
      )}
      <label class="opt unsure">
        <input
          type={choices === null ? 'checkbox' : 'radio'}
          name={id}
          value="unknown"
          checked={declined}
          disabled={props.periods.length > 0 && isCounted(question)}
          onChange={(event) => {
            onAnswer(event.currentTarget.checked ? undefined : null);
          }}
        />
        不清楚
      </label>
    </fieldset>
  );
}

const faults = {
  'not-a-number': '请填整数，例如 2 年 6 个月。原来填的没有改动。',
  'months-over-11': '零头的月数填 0 到 11；满 12 个月请进到“年”。',
} as const;

function Duration({
  question,
  value,
  declined,
  day,
  until,
  periods,
  listed = false,
  onAnswer,
  onPeriods,
}: Props & { readonly value: number | undefined }) {
  const id = useId();
  const [typed, setTyped] = useState(() => spell(value));
  const [fault, setFault] = useState<keyof typeof faults | null>(null);
  const counted = isCounted(question);
  const derived = counted && periods.length > 0;
  // A value that came from elsewhere (a link, an undo, periods) replaces what was typed.
  useEffect(() => {
    setTyped((now) => (parseDuration(now.years, now.rest) === value ? now : spell(value)));
    setFault(null);
  }, [value, question]);
  const type = (next: typeof typed) => {
    setTyped(next);
    const months = parseDuration(next.years, next.rest);
    if (typeof months === 'string') setFault(months);
    else {
      setFault(null);
      onAnswer(months ?? null);
    }
  };
  const box = (key: 'years' | 'rest', label: string) => (
    <label>
      <input
        type="text"
        inputMode="numeric"
        autocomplete="off"
        maxLength={2}
        value={declined ? '' : typed[key]}
        disabled={derived}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onInput={(event) => {
          type({ ...(declined ? spell(undefined) : typed), [key]: event.currentTarget.value });
        }}
      />
      {label}
    </label>
  );
  return (
    <>
      <div class="duration">
        {box('years', '年')}
        {box('rest', '个月')}
        <span class="small">算到 {day}为止</span>
      </div>
      {fault !== null && (
        <p class="err" id={`${id}-fault`} role="alert">
          {faults[fault]}
        </p>
      )}
      {derived && (
        <p class="small">
          由{listed ? '上' : '下'}面的工作经历算出：{sayAnswer(question, value)}。
        </p>
      )}
      {counted && !listed && <History periods={periods} until={until} onPeriods={onPeriods} />}
    </>
  );
}

const spell = (months: number | undefined): { readonly years: string; readonly rest: string } => {
  if (months === undefined) return { years: '', rest: '' };
  const { years, rest } = split(months);
  return { years: String(years), rest: String(rest) };
};
