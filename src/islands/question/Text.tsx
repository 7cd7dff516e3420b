/** A text of the bank with the indices of its chemical formulas set low. */
import { runs } from '../../domain/formula.ts';

export const Text = ({ children }: { children: string }) => (
  <>{runs(children).map(({ text, low }, place) => (low ? <sub key={place}>{text}</sub> : text))}</>
);
