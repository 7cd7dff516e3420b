/** Moodle's GIFT: https://docs.moodle.org/en/GIFT_format. */
import { sectionTitles } from '../notice.ts';
import type { ChoiceItem, Item } from '../exam/question.ts';
import { formats, sayCitations, saySteps, type Parcel } from './parcel.ts';

/** GIFT's own signs are escaped; a line end is written \n. */
const plain = (text: string): string =>
  text
    .trim()
    .replaceAll(/[\\~=#{}:]/g, (sign) => `\\${sign}`)
    .replaceAll(/\s*\r?\n\s*/g, String.raw`\n`);

/** Moodle takes these shares of a question and no others near them. */
const shares = { 1: '100', 2: '50', 3: '33.33333', 4: '25', 5: '20' } as const;
const shareOf = (keys: number): string =>
  keys === 1
    ? shares[1]
    : keys === 2
      ? shares[2]
      : keys === 3
        ? shares[3]
        : keys === 4
          ? shares[4]
          : shares[5];

function choices(item: ChoiceItem): string {
  const share = shareOf(item.key.length);
  const answers = item.options.map(({ id, text, why }) => {
    const right = item.key.includes(id);
    const sign = item.type === 'single' ? (right ? '=' : '~') : `~%${right ? share : '-100'}%`;
    return `\t${sign}${plain(text)}#${plain(why)}`;
  });
  return answers.join('\n');
}

function question(item: Item, documents: Parcel['documents']): string {
  const points =
    item.type === 'short' ? item.rubric.map((line) => `${line.text}（${line.points} 分）`).join('；') : '';
  const feedback = plain(
    item.type === 'short'
      ? `参考答案：${item.answer.trim()}\n评分要点：${points}\n${sayCitations(item, documents)}`
      : `${saySteps(item)}\n${sayCitations(item, documents)}`,
  );
  const body = item.type === 'short' ? '' : `\n${choices(item)}\n\t`;
  return `::${plain(item.id)}::[plain]${plain(item.stem)}{${body}####${feedback}}`;
}

/** The items as one GIFT file, a category a section. What is lost stands in its first lines. */
export function giftText({ items, documents }: Parcel): string {
  const sections = [...new Set(items.map((item) => item.section))];
  const parts = sections.map((section) =>
    [
      `$CATEGORY: 碳资产管理师/${section} ${sectionTitles[section]}`,
      ...items.filter((item) => item.section === section).map((item) => question(item, documents)),
    ].join('\n\n'),
  );
  return `// ${formats.gift.loses}\n\n${parts.join('\n\n')}\n`;
}
