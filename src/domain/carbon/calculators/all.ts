/** The calculators of the study notes, in the order in which they are offered. */
import type { Section } from '../../notice.ts';
import type { Calculator, Factor } from '../calculator.ts';
import { allocation, carried, compliance, intensity, project } from './allowances.ts';
import { coal, fuel } from './combustion.ts';
import { heat, purchasedElectricity } from './energy.ts';
import { gwp } from './gases.ts';
import { anodeEffect, anodes, balance, carbonates, cement, steel } from './process.ts';
import { coalEquivalents, footprint, uncertain, units } from './units.ts';

/** Ids of the calculators: their addresses. Never renamed. */
export const calculatorIds = [
  'fuel',
  'coal',
  'electricity',
  'heat',
  'carbonate',
  'cement',
  'anode',
  'pfc',
  'steel',
  'carbon-balance',
  'gwp',
  'allocation',
  'intensity',
  'compliance',
  'carry-over',
  'reduction',
  'footprint',
  'units',
  'coal-equivalent',
  'uncertainty',
] as const;
export type CalculatorId = (typeof calculatorIds)[number];

/** @param factors content/factors.yaml, all of it or those the calculator may work with */
export function calculator(id: CalculatorId, factors: readonly Factor[]): Calculator {
  switch (id) {
    case 'fuel':
      return fuel;
    case 'coal':
      return coal;
    case 'electricity':
      return purchasedElectricity(factors);
    case 'heat':
      return heat;
    case 'carbonate':
      return carbonates;
    case 'cement':
      return cement;
    case 'anode':
      return anodes;
    case 'pfc':
      return anodeEffect;
    case 'steel':
      return steel;
    case 'carbon-balance':
      return balance;
    case 'gwp':
      return gwp;
    case 'allocation':
      return allocation;
    case 'intensity':
      return intensity;
    case 'compliance':
      return compliance;
    case 'carry-over':
      return carried;
    case 'reduction':
      return project;
    case 'footprint':
      return footprint(factors);
    case 'units':
      return units;
    case 'coal-equivalent':
      return coalEquivalents;
    case 'uncertainty':
      return uncertain;
    default:
      return id satisfies never;
  }
}

/** All of them. */
export const calculators = (factors: readonly Factor[]): readonly Calculator[] =>
  calculatorIds.map((id) => calculator(id, factors));

/** Those that belong to a section of the syllabus. */
export const calculatorsOf = (section: Section, factors: readonly Factor[]): readonly Calculator[] =>
  calculators(factors).filter(({ sections }) => sections.includes(section));
