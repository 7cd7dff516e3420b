/** The accounting functions a template may call, by name. An entry is part of what templates mean: never rename one. */
import * as allowances from './allowances.ts';
import * as combustion from './combustion.ts';
import * as conversions from './conversions.ts';
import * as energy from './energy.ts';
import * as footprint from './footprint.ts';
import { blend, co2e } from './gases.ts';
import { power, root, round } from './number.ts';
import * as process from './process.ts';
import * as projects from './projects.ts';
import { uncertaintyOfProduct, uncertaintyOfSum } from './uncertainty.ts';

const numeric = (module: object): Record<string, (...inputs: number[]) => number> =>
  Object.fromEntries(Object.entries(module).filter(([, one]) => typeof one === 'function'));

export const functions: Readonly<Record<string, (...inputs: number[]) => number>> = {
  ...numeric(allowances),
  ...numeric(combustion),
  ...numeric(conversions),
  ...numeric(energy),
  ...numeric(footprint),
  ...numeric(process),
  ...numeric(projects),
  uncertaintyOfProduct,
  uncertaintyOfSum,
  blend,
  co2e,
  round,
  power,
  root,
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
};
