/**
 * The small language in which a template writes its formulas: numbers, names, + - * / ( ) and calls of the
 * accounting functions by name, as in `combustion(fc, ncv, cc, of)`. Nothing else: it is read by people who account
 * for carbon and need not program, and it travels as text in the bank's file.
 */
import { functions } from '../carbon/functions.ts';

/** Reads the value of a name; undefined where there is none of that name. */
export type Scope = (name: string) => number | undefined;

/** A formula ready to be worked out. */
export interface Expression {
  /** The names it needs, each once. */
  readonly names: readonly string[];
  /** @throws RangeError where an accounting function refuses its input, or a name has no value */
  readonly value: (scope: Scope) => number;
}

type Node = (scope: Scope) => number;

const token = /\s*(?:(\d+(?:\.\d+)?(?:e-?\d+)?)|([A-Za-z][A-Za-z0-9_]*)|([-+*/(),]))/y;

const known = new Map<string, Expression>();

/**
 * Reads a formula.
 * @throws SyntaxError that says what was expected, and where; also for an unknown function or a wrong number of inputs
 */
export function expression(text: string): Expression {
  const before = known.get(text);
  if (before) return before;
  const parsed = parse(text);
  known.set(text, parsed);
  return parsed;
}

function parse(text: string): Expression {
  const tokens = tokenise(text);
  const names = new Set<string>();
  let at = 0;
  const fail = (expected: string): never => {
    throw new SyntaxError(`"${text}": expected ${expected}, found ${tokens[at] ?? 'the end'}`);
  };
  const take = (one: string): boolean => {
    if (tokens[at] !== one) return false;
    at += 1;
    return true;
  };

  const sum = (): Node => {
    let left = product();
    for (;;) {
      const [before, plus, minus] = [left, take('+'), take('-')];
      if (!plus && !minus) return left;
      const right = product();
      left = plus ? (scope) => before(scope) + right(scope) : (scope) => before(scope) - right(scope);
    }
  };
  const product = (): Node => {
    let left = factor();
    for (;;) {
      const [before, times, over] = [left, take('*'), take('/')];
      if (!times && !over) return left;
      const right = factor();
      left = times ? (scope) => before(scope) * right(scope) : (scope) => before(scope) / right(scope);
    }
  };
  const factor = (): Node => {
    if (take('-')) {
      const negated = factor();
      return (scope) => -negated(scope);
    }
    if (take('(')) {
      const inner = sum();
      return take(')') ? inner : fail(')');
    }
    const one = tokens[at] ?? fail('a number or a name');
    at += 1;
    if (/^\d/.test(one)) {
      const value = Number(one);
      return () => value;
    }
    if (!/^[A-Za-z]/.test(one)) {
      at -= 1;
      return fail('a number or a name');
    }
    return take('(') ? call(one) : named(one);
  };
  const named = (name: string): Node => {
    names.add(name);
    return (scope) => {
      const value = scope(name);
      if (value === undefined) throw new RangeError(`"${text}": ${name} has no value`);
      return value;
    };
  };
  const call = (name: string): Node => {
    const inputs: Node[] = [];
    do inputs.push(sum());
    while (take(','));
    if (!take(')')) return fail(') or ,');
    const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!called) throw new SyntaxError(`"${text}": there is no function ${name}`);
    if (called.length !== inputs.length)
      throw new SyntaxError(`"${text}": ${name} takes ${called.length} inputs, not ${inputs.length}`);
    return (scope) => called(...inputs.map((input) => input(scope)));
  };

  const value = sum();
  if (at < tokens.length) fail('an operator');
  return { names: [...names], value };
}

function tokenise(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  for (let from = 0; from < text.trimEnd().length; from = token.lastIndex) {
    token.lastIndex = from;
    const match = token.exec(text);
    if (!match) throw new SyntaxError(`"${text}": cannot read ${text.slice(from).trim()}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}
