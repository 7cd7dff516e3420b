/** Numbers of identity documents (GB 11643-1999 and the others). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, readNumber } from '../../../src/domain/registration/identity.ts';
import { standardNumber, today } from './people.ts';

const sentence = (...of: Parameters<typeof readNumber>): string => {
  const reading = readNumber(...of);
  return reading.ok ? '' : reading.sentence;
};

describe('a resident identity number', () => {
  test("the standard's own example is right, and tells birth and sex", () => {
    expect(readNumber('resident', standardNumber, today)).toEqual({
      ok: true,
      identity: { birth: '1949-12-31', sex: '女' },
    });
  });

  test('any single wrong digit is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, step) => {
        const digits = Array.from(standardNumber);
        digits[place] = String((Number(digits[place]) + step) % 10);
        return !readNumber('resident', digits.join(''), today).ok;
      }),
    );
  });

  test('two neighbouring digits exchanged are found', () => {
    for (let place = 0; place < 16; place += 1) {
      const digits = Array.from(standardNumber);
      const [a = '', b = ''] = digits.slice(place, place + 2);
      digits.splice(place, 2, b, a);
      if (a !== b) expect(readNumber('resident', digits.join(''), today).ok).toBe(false);
    }
  });

  test('a birth date that does not exist, or lies ahead, is refused', () => {
    for (const day of ['19490229', '19491301', '20991231', '20261123']) {
      const digits = `110105${day}002`;
      expect(sentence('resident', digits + checkCharacter(digits), today)).toContain('出生日期');
    }
  });

  test('a region that does not exist is refused', () => {
    const digits = '99010519491231002';
    expect(sentence('resident', digits + checkCharacter(digits), today)).toContain('地区代码');
  });

  test('an old number of 15 digits is refused with the reason', () => {
    expect(sentence('resident', '110105491231002', today)).toContain('2013 年起已停用');
  });

  test('a wrong length is told with the length found', () => {
    expect(sentence('resident', '1101051949123100', today)).toContain('现在是 16 位');
  });
});

describe('other documents', () => {
  test.each([
    ['passport', 'E12345678'],
    ['passport', 'EA1234567'],
    ['hk-macau-permit', 'H12345678'],
    ['hk-macau-permit', 'M1234567801'],
    ['taiwan-permit', '12345678'],
    ['foreign-residence', 'CHN110019900101'],
  ] as const)('%s %s is taken', (type, number) => {
    expect(readNumber(type, number, today).ok).toBe(true);
  });

  test.each([
    ['passport', '护照'],
    ['hk-macau-permit', '12345678'],
    ['taiwan-permit', 'H12345678'],
    ['hkmt-residence', standardNumber],
  ] as const)('%s %s is refused', (type, number) => {
    expect(readNumber(type, number, today).ok).toBe(false);
  });

  test('a residence permit of Hong Kong follows the same standard under 81', () => {
    const digits = '81000019900101001';
    expect(readNumber('hkmt-residence', digits + checkCharacter(digits), today)).toEqual({
      ok: true,
      identity: { birth: '1990-01-01', sex: '男' },
    });
  });
});
