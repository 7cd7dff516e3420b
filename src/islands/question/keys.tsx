/** Keys on a question: which option a letter names, when a key is the page's, and the line that tells of them. */
import { letters } from './Options.tsx';

/** The option a key names, by its letter in the order shown. @param key as the event gives it */
export const optionOf = (key: string, order: readonly string[]): string | undefined =>
  order[letters.findIndex((letter) => letter === key.toUpperCase())];

/** Whether a key press is the page's to take: not with Ctrl and the like, not where the focus makes its own use of it. */
export const isForPage = (event: KeyboardEvent, except: string): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  event.target instanceof HTMLElement &&
  !event.target.closest(except);

interface Props {
  /** How many options the question has; none where it is written. */
  options: number;
  /** Other keys and what they do. */
  others: readonly (readonly [keys: readonly string[], does: string])[];
}

/** Hidden where there is only touch (question.css). */
export const KeyHint = ({ options, others }: Props) => (
  <p class="small exam-keys">
    键盘：
    {options > 0 && (
      <>
        <kbd>A</kbd>–<kbd>{letters[options - 1]}</kbd> 选择，
      </>
    )}
    {others.map(([keys, does], place) => (
      <span key={does}>
        {place > 0 && '，'}
        {keys.map((key) => (
          <span key={key}>
            <kbd>{key}</kbd>{' '}
          </span>
        ))}
        {does}
      </span>
    ))}
  </p>
);
