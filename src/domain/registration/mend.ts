/** What was typed or pasted → what was meant, with a sentence for everything that was changed. */

/** How a field is written: a code has no spaces and half-width characters; a name keeps every letter. */
export type Writing = 'text' | 'name' | 'code' | 'email' | 'document' | 'mobile' | 'day' | 'month' | 'span';

export interface Mended {
  readonly value: string;
  /** What was changed, in Chinese without a full stop; empty where nothing was, or nothing worth saying. */
  readonly changes: readonly string[];
}

/**
 * Characters that software of the GBK age writes in the private use area, U+E815–U+E864, and their places in
 * Unicode since (GB 18030, bytes FE50–FEA0); U+E863 is 䶮.
 */
const gbkPrivate =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻';
const gbkTable = Array.from(gbkPrivate);

/** Invisible characters that pasting brings along: controls, zero-width marks, direction marks, variation selectors. */
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|[\u{e0100}-\u{e01ef}]/gu;
const han = '[\\p{Script=Han}·]';
// No lookbehind: iPhones before iOS 16.4 do not even load a file that has one.
const spaceBetweenHan = new RegExp(`(${han})\\s+(?=${han})`, 'gu');

const fullWidthAlphanumeric = /[０-９Ａ-Ｚａ-ｚ]/g;
const fullWidthAscii = /[！-～]/g;
const narrow = (character: string): string => String.fromCharCode(character.charCodeAt(0) - 0xfee0);

/**
 * Mends one entry: the slips of pasting and of Chinese input methods, never the meaning.
 * @param writing how the field is written
 * @param typed as it stands in the field
 */
export function mend(writing: Writing, typed: string): Mended {
  const changes: string[] = [];
  let value = typed;
  const step = (next: string, said: string): void => {
    if (next !== value && said !== '') changes.push(said);
    value = next;
  };
  step(value.replaceAll(invisible, ''), '去掉了看不见的控制字符');
  step(value.replaceAll(/\p{Surrogate}/gu, ''), '去掉了残缺的字符');
  step(
    value.replaceAll(/[\ue815-\ue864]/g, (old) => gbkTable[old.charCodeAt(0) - 0xe815] ?? old),
    '把旧编码的生僻字换成了标准编码',
  );
  // Radicals and compatibility ideographs look like an ordinary character but do not match it on any list.
  step(
    value.replaceAll(
      /[\u2f00-\u2fd5\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufad9]/g,
      (old) => old.normalize('NFKC'),
    ),
    '把部首或兼容字形换成了标准字',
  );
  const text = writing === 'text' || writing === 'name';
  step(
    value.replaceAll(text ? fullWidthAlphanumeric : fullWidthAscii, narrow),
    text ? '把全角字母和数字改成了半角' : '把全角字符改成了半角',
  );
  if (text) {
    step(value.replaceAll(/\s+/g, ' ').trim(), '');
    if (writing === 'name') {
      step(
        value.replaceAll(/(\p{Script=Han})\s*[.•‧∙・．｡●]\s*(?=\p{Script=Han})/gu, '$1·'),
        '把间隔号改成了“·”',
      );
      step(value.replaceAll(spaceBetweenHan, '$1'), '去掉了姓名中间的空格');
    }
    return { value, changes };
  }
  if (writing === 'day' || writing === 'month') {
    const read = writing === 'day' ? readDay(value) : readMonth(value);
    return { value: read, changes };
  }
  step(value.trim(), '');
  step(value.replaceAll(/\s/g, ''), '去掉了空格');
  switch (writing) {
    case 'code':
    case 'email':
    case 'span':
      break;
    case 'document':
      step(value.replaceAll(/[-‐-―]/g, ''), '去掉了连字符');
      step(value.toUpperCase(), value.endsWith('x') ? '把末位的 x 改成了大写 X' : '把字母改成了大写');
      break;
    case 'mobile':
      step(value.replaceAll(/[-‐-―()]/g, ''), '去掉了连字符');
      step(value.replace(/^(\+86|0086)(?=1\d{10}$)/, ''), '去掉了国家代码 86');
      break;
  }
  return { value, changes };
}

const two = (digits: string): string => digits.padStart(2, '0');

/** 1990年1月2日, 1990/1/2, 1990.1.2, 19900102 → 1990-01-02; anything else as it was. */
function readDay(typed: string): string {
  const text = typed.trim();
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*[-/.月\s]\s*(\d{1,2})\s*日?$/.exec(text);
  if (!match) return text;
  const [, year = '', month = '', day = ''] = match;
  return `${year}-${two(month)}-${two(day)}`;
}

/** 2015年9月, 2015/9, 2015.9, 201509, a whole date → 2015-09; 今, 至今, 现在 → 至今; anything else as it was. */
function readMonth(typed: string): string {
  const text = typed.trim();
  if (/^(至今|到现在|现在|今)$/.test(text)) return '至今';
  const match =
    /^(\d{4})(\d{2})(?:\d{2})?$/.exec(text) ??
    /^(\d{4})\s*[-/.年\s]\s*(\d{1,2})\s*月?(?:[-/.\s]?\d{1,2}日?)?$/.exec(text);
  if (!match) return text;
  const [, year = '', month = ''] = match;
  return `${year}-${two(month)}`;
}
