/** Chemical formulas in running text: tells which digits are set low, as in CO2, CaCO3 and N2O. */

export interface Run {
  readonly text: string;
  /** True where the run is an index and is set as a subscript. */
  readonly low: boolean;
}

/**
 * Two or more symbols with at least one count (CO2, CH4, SF6, Na2CO3), or one of the elements that go in pairs (O2).
 * No capital or digit may stand before it, so ISO14064 and IPCC2006 stay as they are; a unit may: tCO2.
 */
const formula =
  /(?:(?:(?:Ca|Mg|Na|Al|Fe|Si|Cl|C|H|N|O|S|F|K)\d?|\((?:Ca|Mg|Na|Al|Fe|Si|C|H|N|O|S|F)[A-Za-z0-9]*\)\d){2,6}|[OHNF]2)(?![A-Z0-9]|[a-df-z]|\.\d)/g;

/** Splits a text into runs; joined again they are the text, character for character. */
export function runs(text: string): readonly Run[] {
  const found: Run[] = [];
  let from = 0;
  const push = (run: string, low: boolean): void => {
    if (run !== '') found.push({ text: run, low });
  };
  // What stands before is looked at by hand: iPhones before iOS 16.4 do not even load a file with a lookbehind.
  const matches = new RegExp(formula);
  for (let match = matches.exec(text); match; match = matches.exec(text)) {
    if (/[A-Z0-9-]/.test(text.charAt(match.index - 1))) {
      matches.lastIndex = match.index + 1;
      continue;
    }
    if (!/\d/.test(match[0])) continue;
    push(text.slice(from, match.index), false);
    for (const piece of match[0].split(/(\d+)/)) push(piece, /^\d+$/.test(piece));
    from = match.index + match[0].length;
  }
  push(text.slice(from), false);
  return found;
}

/** A text with the indices of its formulas as characters of their own (CO₂), for places that take no markup. */
export const plainLow = (text: string): string =>
  runs(text)
    .map((run) =>
      run.low ? run.text.replaceAll(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit))) : run.text,
    )
    .join('');
