/** The options of a choice question as native radios or checkboxes; nothing is chosen beforehand. */
import { useMemo } from 'preact/hooks';
import type { ChoiceItem } from '../../domain/exam/question.ts';
import { Text } from './Text.tsx';

interface Props {
  item: ChoiceItem;
  order: readonly string[];
  chosen: readonly string[];
  onPick: (id: string) => void;
}

export const letters = ['A', 'B', 'C', 'D', 'E'] as const;

export function Options({ item, order, chosen, onPick }: Props) {
  // A choice changes which is marked, not what they say.
  const texts = useMemo(
    () =>
      new Map(
        item.options.map(({ id, text }) => [
          id,
          <span key={id}>
            <Text>{text}</Text>
          </span>,
        ]),
      ),
    [item],
  );
  return (
    <>
      {order.map((id, place) => {
        const text = texts.get(id);
        return (
          text && (
            <label class="opt q-opt" key={id}>
              <input
                type={item.type === 'single' ? 'radio' : 'checkbox'}
                name={item.id}
                value={id}
                checked={chosen.includes(id)}
                onChange={() => {
                  onPick(id);
                }}
              />
              <b aria-hidden="true">{letters[place]}</b>
              {text}
            </label>
          )
        );
      })}
    </>
  );
}
