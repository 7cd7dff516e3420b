/** Numbers of identity documents: what they must look like and what they say about their holder. */
import { parseDate, type PlainDate } from '../calendar.ts';

export type Sex = '男' | '女';

/** The documents an applicant may register with. */
export const documents = {
  resident: { label: '居民身份证', hint: '18 位，最后一位可能是 X' },
  'hkmt-residence': { label: '港澳台居民居住证', hint: '18 位，以 81、82 或 83 开头' },
  'hk-macau-permit': { label: '港澳居民来往内地通行证', hint: 'H 或 M 加 8 位数字' },
  'taiwan-permit': { label: '台湾居民来往大陆通行证', hint: '8 位数字' },
  passport: { label: '护照', hint: '字母和数字，照护照资料页填' },
  'foreign-residence': { label: '外国人永久居留身份证', hint: '18 位，或旧证的 3 个字母加 12 位数字' },
} as const satisfies Record<string, { label: string; hint: string }>;
export type DocumentType = keyof typeof documents;

/** Narrows a text to a document type. */
export const isDocumentType = (text: string): text is DocumentType => Object.hasOwn(documents, text);

/** What a citizen's number says about its holder. */
export interface Identity {
  readonly birth: PlainDate;
  readonly sex: Sex;
}

/** GB 11643-1999, table 1: weights of the first 17 digits. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** The check character of the first 17 digits of a citizen's number by GB 11643-1999. @param digits 17 digits */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** First two digits of GB/T 2260 for provinces; 81–83 for residence permits, 9x for foreigners' cards. */
const provinces: Readonly<Record<'resident' | 'hkmt-residence' | 'foreign-residence', RegExp>> = {
  resident: /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])/,
  'hkmt-residence': /^8[123]/,
  'foreign-residence': /^9/,
};

export type Reading =
  { readonly ok: true; readonly identity?: Identity } | { readonly ok: false; readonly sentence: string };

const refuse = (sentence: string): Reading => ({ ok: false, sentence });

/**
 * Reads the number on an identity card, permit or passport.
 * @param type which document
 * @param number as mended: half-width, capital letters, no spaces
 * @param today nobody is born after it
 * @returns who it says the holder is, where it says so, or a sentence on what is wrong with it.
 *   Source: GB 11643-1999 for 18-digit numbers; the others are only refused where no such document exists.
 */
export function readNumber(type: DocumentType, number: string, today: PlainDate): Reading {
  switch (type) {
    case 'resident':
    case 'hkmt-residence':
      return readCitizen(type, number, today);
    case 'foreign-residence':
      if (/^[A-Z]{3}\d{12}$/.test(number)) return { ok: true };
      return readCitizen(type, number, today);
    case 'hk-macau-permit':
      return /^[HM]\d{8}(\d{2})?$/.test(number)
        ? { ok: true }
        : refuse('通行证号码是 H（香港）或 M（澳门）加 8 位数字，请照证件核对。');
    case 'taiwan-permit':
      return /^(\d{8}|\d{10}[A-Z]?)$/.test(number)
        ? { ok: true }
        : refuse('台湾居民来往大陆通行证号码是 8 位数字，请照证件核对。');
    case 'passport':
      return /^[A-Z0-9]{5,17}$/.test(number)
        ? { ok: true }
        : refuse('护照号码由 5 至 17 位字母和数字组成，请照护照资料页核对。');
  }
}

function readCitizen(type: keyof typeof provinces, number: string, today: PlainDate): Reading {
  if (type === 'resident' && /^\d{15}$/.test(number))
    return refuse('这是 15 位的旧号码，2013 年起已停用，请填身份证上现在的 18 位号码。');
  if (number.length !== 18) return refuse(`证件号码应为 18 位，现在是 ${number.length} 位。`);
  if (!/^\d{17}[\dX]$/.test(number)) return refuse('证件号码的前 17 位应是数字，最后一位是数字或 X。');
  if (!provinces[type].test(number))
    return refuse(
      type === 'hkmt-residence'
        ? '港澳台居民居住证号码以 81、82 或 83 开头。'
        : '证件号码开头的地区代码不存在，请核对。',
    );
  const birth = parseDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (birth === undefined || birth > today) return refuse('证件号码第 7 至 14 位不是一个出生日期，请核对。');
  if (checkCharacter(number) !== number.charAt(17))
    return refuse('证件号码的校验位不对，多半是有一位输错了，请照证件逐位核对。');
  return { ok: true, identity: { birth, sex: Number(number[16]) % 2 === 1 ? '男' : '女' } };
}
