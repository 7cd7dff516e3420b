/** What the pages of the calculators need from content: the calculators over the register's numbers. */
import { calculators, calculatorsOf } from '../domain/carbon/calculators/all.ts';
import { factorsOf, type Calculator, type Factor } from '../domain/carbon/calculator.ts';
import type { Template } from '../domain/exam/template.ts';
import type { Section } from '../domain/notice.ts';
import { factors, templates } from './content.ts';
import { fact } from './register.ts';

let register: readonly Factor[] | undefined;
/** content/factors.yaml, read once. */
export const numbers = (): readonly Factor[] => (register ??= factors());

/** Every calculator. @throws Error where one rests on a fact the register does not have, or one graded C */
export function sheets(): readonly Calculator[] {
  const all = calculators(numbers());
  for (const one of all) one.facts.forEach(fact);
  return all;
}

/** The calculators of a section. */
export const sheetsOf = (section: Section): readonly Calculator[] => calculatorsOf(section, numbers());

/** The numbers one calculator may work with, in the order in which it offers them. */
export const numbersOf = (sheet: Calculator): readonly Factor[] => {
  const ids = factorsOf(sheet);
  return numbers()
    .filter(({ id }) => ids.includes(id))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
};

/** Calculation questions that practise what a calculator does: their formulas call one of its functions. */
export function practising({ practises }: Calculator): readonly Template[] {
  const called = new RegExp(`\\b(?:${practises.join('|')})\\(`);
  return templates().filter((one) =>
    [one.answer.is, ...one.derive.map(({ is }) => is)].some((is) => called.test(is)),
  );
}
