/** The options of a choice question as native radios or checkboxes; nothing is chosen beforehand. */
import type { ChoiceItem } from '../../domain/exam/question.ts';
import { Text } from './Text.tsx';

interface Props {
  item: ChoiceItem;
  order: readonly string[];
  chosen: readonly string[];
  onPick: (id: string) => void;
}

export const letters = ['A', 'B', 'C', 'D', 'E'] as const;

export const Options = ({ item, order, chosen, onPick }: Props) => (
  <>
    {order.map((id, place) => {
      const option = item.options.find((one) => one.id === id);
      return (
        option && (
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
            <span>
              <Text>{option.text}</Text>
            </span>
          </label>
        )
      );
    })}
  </>
);
