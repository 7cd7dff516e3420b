/**
 * Unpacks deflate (RFC 1951). Browsers have DecompressionStream('deflate-raw') only since 2022–23 and phones with
 * older ones still open links in WeChat; a pack is a few kilobytes, so sixty lines do for all.
 */

/** Base length or distance and number of extra bits of each symbol, RFC 1951 §3.2.5. */
const lengths = series([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
]);
const distances = series([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577,
]);
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function series(bases: readonly number[]): readonly { readonly base: number; readonly extra: number }[] {
  return bases.map((base, index) => {
    const next = bases[index + 1];
    // 258 has a code of its own without extra bits; the last distance spans as far as the one before it.
    if (base === 258) return { base, extra: 0 };
    if (base === 227) return { base, extra: 5 };
    return { base, extra: Math.log2(next === undefined ? 8192 : next - base) };
  });
}

/** A prefix code: how many codes of each length there are, and the symbols in the order of their codes. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

function code(sizes: readonly number[]): Code {
  const counts = new Uint16Array(16);
  for (const size of sizes) counts[size] = (counts[size] ?? 0) + 1;
  counts[0] = 0;
  const symbols = sizes
    .map((size, symbol) => ({ size, symbol }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => a.size - b.size || a.symbol - b.symbol)
    .map(({ symbol }) => symbol);
  return { counts, symbols: Uint16Array.from(symbols) };
}

const run = (length: number, size: number): number[] => Array.from({ length }, () => size);
const fixed = {
  literals: code([...run(144, 8), ...run(112, 9), ...run(24, 7), ...run(8, 8)]),
  distances: code(run(30, 5)),
};

/**
 * Unpacks raw deflate data.
 * @returns the bytes that were packed
 * @throws RangeError where the data are not deflate or end too early
 */
export function inflate(packed: Uint8Array): Uint8Array {
  const out: number[] = [];
  let at = 0;
  let bit = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1) {
      const byte = packed[at];
      if (byte === undefined) throw new RangeError('deflate data end too early');
      value |= ((byte >> bit) & 1) << index;
      bit = (bit + 1) & 7;
      if (bit === 0) at += 1;
    }
    return value;
  };
  const symbol = ({ counts, symbols }: Code): number => {
    let first = 0;
    let index = 0;
    for (let size = 1, read = 0; size < 16; size += 1) {
      read = (read << 1) | bits(1);
      first <<= 1;
      const count = counts[size] ?? 0;
      const found = symbols[index + read - first];
      if (read - first < count && found !== undefined) return found;
      index += count;
      first += count;
    }
    throw new RangeError('not a code of this deflate block');
  };
  const block = (literals: Code, far: Code): void => {
    for (;;) {
      const value = symbol(literals);
      if (value === 256) return;
      if (value < 256) {
        out.push(value);
        continue;
      }
      const length = lengths[value - 257];
      if (!length) throw new RangeError('not a length of deflate');
      const count = length.base + bits(length.extra);
      const distance = distances[symbol(far)];
      if (!distance) throw new RangeError('not a distance of deflate');
      const start = out.length - distance.base - bits(distance.extra);
      for (let index = 0; index < count; index += 1) {
        const byte = out[start + index];
        if (byte === undefined) throw new RangeError('deflate distance before the beginning');
        out.push(byte);
      }
    }
  };
  for (let last = 0; last === 0;) {
    last = bits(1);
    const type = bits(2);
    if (type === 0) {
      if (bit > 0) at += 1;
      bit = 0;
      const size = bits(16);
      bits(16);
      for (let index = 0; index < size; index += 1) out.push(bits(8));
    } else if (type === 1) block(fixed.literals, fixed.distances);
    else if (type === 2) {
      const [literalCount, distanceCount, codeCount] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
      const sizes = run(19, 0);
      for (const place of codeOrder.slice(0, codeCount)) sizes[place] = bits(3);
      const sizeCode = code(sizes);
      const all: number[] = [];
      while (all.length < literalCount + distanceCount) {
        const value = symbol(sizeCode);
        if (value < 16) all.push(value);
        else if (value === 16) all.push(...run(3 + bits(2), all.at(-1) ?? 0));
        else all.push(...run(value === 17 ? 3 + bits(3) : 11 + bits(7), 0));
      }
      block(code(all.slice(0, literalCount)), code(all.slice(literalCount)));
    } else throw new RangeError('not a deflate block');
  }
  return Uint8Array.from(out);
}
