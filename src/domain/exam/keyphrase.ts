/** Phrases a good short answer holds: they are shown, they never award. */

export interface Stretch {
  readonly text: string;
  readonly hit: boolean;
}

/** Of each group of alternatives, the first that the answer holds, or undefined. */
export const found = (
  answer: string,
  groups: readonly (readonly string[])[],
): readonly (string | undefined)[] => groups.map((group) => group.find((phrase) => answer.includes(phrase)));

/** Splits an answer so that the phrases in it can be marked; joined again it is the answer. The longest phrase wins. */
export function stretches(answer: string, phrases: readonly string[]): readonly Stretch[] {
  const byLength = phrases.filter((phrase) => phrase !== '').sort((a, b) => b.length - a.length);
  const result: { text: string; hit: boolean }[] = [];
  for (let at = 0; at < answer.length;) {
    const phrase = byLength.find((one) => answer.startsWith(one, at));
    const text = phrase ?? answer.charAt(at);
    const hit = phrase !== undefined;
    const before = result.at(-1);
    if (before && !hit && !before.hit) before.text += text;
    else result.push({ text, hit });
    at += text.length;
  }
  return result;
}
